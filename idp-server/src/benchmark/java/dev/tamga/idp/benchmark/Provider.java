package dev.tamga.idp.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.tamga.idp.TestPlatforms;

/** The provider in a process of its own: the executable jar as built, on this JDK, with its database in a new file. */
public final class Provider implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Process process;
    private final URI issuer;

    private Provider(Process process, URI issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /**
     * @param folder of its files and its log
     * @param demoHost where the demo CAs answer
     * @param caFolder the demo CAs' anchors
     * @param more settings, such as another database
     */
    public static Provider start(Path folder, int port, String demoHost, Path caFolder, String... more)
            throws Exception {
        URI issuer = URI.create("http://localhost:" + port);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                // A compiler thread that ends would take its processor time out of the account.
                "-XX:-UseDynamicNumberOfCompilerThreads"));
        // Such as a flight recording, to see where the time goes.
        command.addAll(List.of(System.getProperty("benchmark.provider-options", "").split(" ")));
        command.removeIf(String::isBlank);
        command.addAll(List.of(
                "-cp", System.getProperty("benchmark.app") + File.pathSeparator + leash(folder), Leash.class.getName(),
                String.valueOf(ProcessHandle.current().pid()), "org.springframework.boot.loader.launch.JarLauncher"));
        command.addAll(settings(folder, port, demoHost, caFolder));
        command.addAll(List.of(more));
        return start(command, folder, issuer);
    }

    static Provider start(List<String> command, Path folder, URI issuer) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("provider.log").toFile())
                .start();
        Provider provider = new Provider(process, issuer);
        provider.awaitAnswer(folder);
        return provider;
    }

    /** What a provider needs to know. */
    static List<String> settings(Path folder, int port, String demoHost, Path caFolder) throws IOException {
        return List.of(
                "--spring.profiles.active=demo",
                "--server.port=" + port,
                "--tamga.issuer=http://localhost:" + port,
                "--tamga.data=" + folder.resolve("data"),
                "--tamga.operator.port=0",
                // All bidders are one address.
                "--tamga.limit.address-per-minute=100000000",
                "--tamga.master-key=" + key(1),
                "--tamga.identity-key=" + key(2),
                "--tamga.ca.directory=" + Path.of(System.getProperty("tamga.root"), "conf", "ca"),
                "--tamga.ca.demo-directory=" + caFolder,
                "--tamga.ca.demo-host=" + demoHost,
                "--tamga.platform.directory=" + TestPlatforms.write(folder.resolve("platform")),
                "--TAMGA_SECRET_TEST=" + TestPlatforms.SECRET);
    }

    // A folder of its own: the provider's class path must not see the tests.
    private static Path leash(Path folder) throws IOException {
        String name = Leash.class.getName().replace('.', '/') + ".class";
        Path file = folder.resolve("leash").resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream compiled = Leash.class.getResourceAsStream("/" + name)) {
            Files.copy(compiled, file);
        }
        return folder.resolve("leash");
    }

    private static String key(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(key);
    }

    private void awaitAnswer(Path folder) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(issuer.resolve("/oauth2/jwks")).build();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                http.send(request, BodyHandlers.discarding());
                return;
            } catch (ConnectException notYet) {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        close();
        String log = Files.readString(folder.resolve("provider.log"));
        throw new IllegalStateException("the provider did not start:\n" + log);
    }

    public URI issuer() {
        return issuer;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
