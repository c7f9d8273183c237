package dev.tamga.idp;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import dev.tamga.assistant.software.SoftwareKey;
import dev.tamga.assistant.software.SoftwareKeys;
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
            running = alone(TestDatabase.newUrl());
        }
        return running;
    }

    /** One that runs in another process: its database cannot be looked into. */
    public static RunningTamga elsewhere(DemoWorld world, URI issuer) {
        return new RunningTamga(world, null, issuer);
    }

    /** One of its own, for a test that takes its database away or looks at all of it. */
    public static RunningTamga alone(String databaseUrl, String... more) throws IOException {
        return start(TestFolder.create("tamga"), databaseUrl, more);
    }

    private static RunningTamga start(Path folder, String databaseUrl, String... more) throws IOException {
        TestNode.Cas cas = TestNode.cas(folder);
        int port = TestNode.freePort();
        TestNode node = new TestNode(folder, cas, port, port, databaseUrl);
        SpringApplication application = new SpringApplication(
                Tamga.class, RefusalPages.class, CountedRequests.class, ShownTemplates.class);
        application.setDefaultProperties(Map.of("logging.level.root", "warn"));
        // Of a setting that stands there twice the two would count together.
        Set<String> changed = Arrays.stream(more).map(RunningTamga::name).collect(Collectors.toSet());
        Stream<String> arguments = node.arguments().stream().filter(argument -> !changed.contains(name(argument)));
        String[] all = Stream.concat(arguments, Arrays.stream(more)).toArray(String[]::new);
        return new RunningTamga(cas.world(), application.run(all), node.issuer());
    }

    private static String name(String argument) {
        return argument.substring(0, argument.indexOf('='));
    }

    public void close() {
        context.close();
    }

    public URI issuer() {
        return issuer;
    }

    /** Where platform 150100 is told of sign-outs. */
    public LogoutReceiver logouts() throws IOException {
        return LogoutReceiver.shared();
    }

    /** The data folder, with the operators' token. */
    public Path data() {
        return Path.of(context.getEnvironment().getRequiredProperty("tamga.data"));
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

    /** A part of the application that no page leads to yet. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The application's own, to listen at. */
    public Jdbi ownJdbi() {
        return context.getBean(Jdbi.class);
    }

    public CountedRequests counted() {
        return context.getBean(CountedRequests.class);
    }
}
