package dev.tamga.sample.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tamga.forge.demo.DemoHolder;
import dev.tamga.forge.demo.DemoWorld;
import dev.tamga.sample.Demo;

/**
 * The demo as {@code mvn -Pdemo} runs it: the launcher in a process of its own, its children below it. When this JVM is
 * killed the launcher sees its parent go and stops all of it.
 */
final class RunningDemo implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;
    /** The banner's last line but one. */
    private static final String LAST_WORDS = "Logs: .demo/log";

    private static final long SIGINT = 1 << 1;

    private final DemoPlace place;
    private final Process launcher;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private RunningDemo(DemoPlace place, Process launcher) {
        this.place = place;
        this.launcher = launcher;
        Thread.ofPlatform().daemon().start(this::listen);
    }

    /** Starts the launcher and does not wait. */
    static RunningDemo launch(DemoPlace place) throws IOException {
        List<String> command = new ArrayList<>(isDeafToCtrlC() ? List.of("env", "--default-signal=INT") : List.of());
        command.addAll(List.of(java(), "-Xmx256m", "-Dtamga.root=" + place.root()));
        place.ports().forEach((name, port) -> command.add("-Ddemo.port." + name + "=" + port));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), Demo.class.getName()));
        return new RunningDemo(place, new ProcessBuilder(command)
                .directory(place.root().toFile()).redirectErrorStream(true).start());
    }

    static RunningDemo start(DemoPlace place) throws Exception {
        RunningDemo demo = launch(place);
        demo.ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return demo;
    }

    // A shell without job control starts what is to run in the background deaf to SIGINT, and its children inherit it.
    private static boolean isDeafToCtrlC() throws IOException {
        Path status = Path.of("/proc/self/status");
        Matcher ignored = Pattern.compile("SigIgn:\\s+([0-9a-f]+)")
                .matcher(Files.exists(status) ? Files.readString(status) : "");
        return ignored.find() && (Long.parseUnsignedLong(ignored.group(1), 16) & SIGINT) != 0;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void listen() {
        try (BufferedReader lines = launcher.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.contains(LAST_WORDS)) {
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            output.add("(" + e + ")");
        }
        ready.completeExceptionally(new AssertionError("the demo ended before it was ready:\n" + output()));
    }

    DemoPlace place() {
        return place;
    }

    String issuer() {
        return place.origin("idp");
    }

    /** What the demo's table says of a key's holder. */
    DemoHolder holder(String key) throws IOException {
        return DemoWorld.open(place.demo(), Clock.systemUTC(), "localhost", place.ports().get("ca")).keys().stream()
                .filter(demoKey -> demoKey.name().equals(key)).findFirst().orElseThrow().holder();
    }

    /** What the launcher said. */
    String output() {
        return String.join("\n", output);
    }

    Process launcher() {
        return launcher;
    }

    /** The launcher's child JVMs. */
    List<ProcessHandle> children() {
        return launcher.descendants().toList();
    }

    ProcessHandle provider() {
        return children().stream()
                .filter(RunningDemo::isProvider)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no identity provider among " + children()));
    }

    // ProcessHandle.Info cuts long command lines off.
    static boolean isProvider(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                    .contains("dev.tamga.idp.Tamga");
        } catch (IOException gone) {
            return false;
        }
    }

    /** As Ctrl-C does at a terminal, to the launcher alone. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(launcher.pid())).inheritIO().start().waitFor();
    }

    /** @return the launcher's exit code */
    int awaitEnd() throws InterruptedException {
        if (!launcher.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the launcher does not end:\n" + output());
        }
        return launcher.exitValue();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = children();
        launcher.destroy();
        try {
            if (!launcher.waitFor(30, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            launcher.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
