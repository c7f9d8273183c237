package dev.tamga.idp.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.tamga.idp.Tamga;
import dev.tamga.idp.TestNode;

/** One node in a process of its own, so that it can be killed. */
final class NodeProcess {
    private final Process process;
    private final URI address;
    private final Path log;

    private NodeProcess(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    static NodeProcess start(TestNode node) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx384m", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Tamga.class.getName()));
        command.addAll(node.arguments());
        command.add("--tamga.trusted-proxies=127.0.0.1");
        Path log = node.folder().resolve("node-" + node.port() + ".log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new NodeProcess(process, URI.create("http://127.0.0.1:" + node.port()), log);
    }

    URI address() {
        return address;
    }

    NodeProcess awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/oauth2/jwks")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (process.isAlive() && System.nanoTime() < end) {
                try {
                    http.send(request, BodyHandlers.discarding());
                    return this;
                } catch (ConnectException notYet) {
                    process.waitFor(50, TimeUnit.MILLISECONDS);
                }
            }
        }
        throw new IllegalStateException("the node did not start:\n" + Files.readString(log));
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
