package dev.tamga.idp.benchmark.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that runs on one core alone. */
record Pinned(Process process, Path log) implements AutoCloseable {
    static final String SERVER = "0";
    static final String LOAD = "1";

    /** @param arguments of java */
    static Pinned start(String core, Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "taskset", "-c", core, Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Pinned(process, log);
    }

    /** Moves a process with all its threads. */
    static void pin(long pid, String core) throws Exception {
        new ProcessBuilder("taskset", "-a", "-p", "-c", core, String.valueOf(pid)).start().waitFor();
    }

    void awaitAnswer(URI address) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (process.isAlive() && System.nanoTime() < end) {
                try {
                    http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
                    return;
                } catch (ConnectException notYet) {
                    process.waitFor(50, TimeUnit.MILLISECONDS);
                }
            }
        }
        throw new IllegalStateException("did not start; see " + log);
    }

    void awaitEnd() throws Exception {
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            throw new IllegalStateException("does not end; see " + log);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
