package dev.tamga.idp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import dev.tamga.assistant.software.SoftwareKey;
import dev.tamga.assistant.software.SoftwareKeys;
import dev.tamga.forge.demo.DemoCaServer;
import dev.tamga.forge.demo.DemoKey;
import dev.tamga.forge.demo.DemoWorld;
import dev.tamga.idp.performance.CountedRequests;

/**
 * The real application in its demo profile, with forged CAs that really answer, started once for all tests of this
 * JVM. No key is bound: each test binds what it needs.
 */
public final class RunningTamga {
    private static RunningTamga running;

    private final DemoWorld world;
    private final ConfigurableApplicationContext context;
    private final URI issuer;

    private RunningTamga(DemoWorld world, ConfigurableApplicationContext context, URI issuer) {
        this.world = world;
        this.context = context;
        this.issuer = issuer;
    }

    public static synchronized RunningTamga get() throws IOException {
        if (running == null) {
            running = start(Files.createTempDirectory("tamga-test"));
        }
        return running;
    }

    /** One that runs in another process: its database cannot be looked into. */
    public static RunningTamga elsewhere(DemoWorld world, URI issuer) {
        return new RunningTamga(world, null, issuer);
    }

    private static RunningTamga start(Path folder) throws IOException {
        int caPort = freePort();
        DemoWorld world = DemoWorld.open(folder, Clock.systemUTC(), "localhost", caPort);
        DemoCaServer.start(world, caPort);
        int port = freePort();
        String root = System.getProperty("tamga.root");
        SpringApplication application = new SpringApplication(Tamga.class, RefusalPages.class, CountedRequests.class);
        application.setAdditionalProfiles("demo");
        application.setDefaultProperties(Map.ofEntries(
                Map.entry("logging.level.root", "warn")));
        String[] settings = {
            "--server.port=" + port,
            "--tamga.issuer=http://localhost:" + port,
            "--tamga.data=" + folder.resolve("data"),
            "--spring.datasource.url=" + TestDatabase.newUrl(),
            "--tamga.master-key=" + key(1),
            "--tamga.identity-key=" + key(2),
            "--tamga.ca.directory=" + root + "/conf/ca",
            "--tamga.ca.demo-directory=" + world.caFolder(),
            "--tamga.ca.demo-host=localhost:" + caPort,
            "--tamga.platform.directory=" + TestPlatforms.write(folder.resolve("platform")),
            "--TAMGA_SECRET_TEST=" + TestPlatforms.SECRET,
            "--tamga.demo.keys=" + world.keysFolder(),
        };
        return new RunningTamga(world, application.run(settings), URI.create("http://localhost:" + port));
    }

    private static String key(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(key);
    }

    // The issuer's address stands in the settings and in each certificate before anything listens.
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public URI issuer() {
        return issuer;
    }

    public Browser browser() {
        return new Browser(issuer);
    }

    public SoftwareKey key(String name) {
        return new SoftwareKeys(world.keysFolder()).find(name).orElseThrow();
    }

    /** The demo keys' files: copy them before a PIN is tried. */
    public Path keysFolder() {
        return world.keysFolder();
    }

    /** What the demo's table says of a key. */
    public DemoKey card(String name) {
        return world.keys().stream().filter(key -> key.name().equals(name)).findFirst().orElseThrow();
    }

    /** As if the key had never been bound: tests run in any order. */
    public void unbind(String name) {
        String number = key(name).signing().serial().toString(16).toUpperCase(java.util.Locale.ROOT);
        jdbi().useTransaction(handle -> {
            String owned = "select subject_id from subject_key where key_number = ?";
            handle.execute("delete from subject where id in (" + owned + ")", number);
            handle.execute("delete from subject_key where key_number = ?", number);
        });
    }

    public Jdbi jdbi() {
        return Jdbi.create(context.getBean(DataSource.class));
    }

    public CountedRequests counted() {
        return context.getBean(CountedRequests.class);
    }
}
