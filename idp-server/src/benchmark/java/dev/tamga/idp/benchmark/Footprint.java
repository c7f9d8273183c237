package dev.tamga.idp.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tamga.forge.demo.DemoCaServer;
import dev.tamga.forge.demo.DemoWorld;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.CompleteSignIn;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.Race;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestNode;

/**
 * {@code -Dbenchmark.main=dev.tamga.idp.benchmark.Footprint}: from start to the first answer, as a jar, extracted, and
 * with an ahead-of-time cache; then resident memory after many sign-ins. Options as docs/operations.md gives them.
 */
public final class Footprint {
    private static final int STARTS = Integer.getInteger("footprint.starts", 5);
    private static final List<String> OPTIONS = List.of(System.getProperty(
            "footprint.options", "-Xmx96m -XX:+UseSerialGC -XX:TrimNativeHeapInterval=60000").split(" "));
    private static final int SIGN_INS = Integer.getInteger("footprint.sign-ins", 100_000);
    private static final int REPORT = 10_000;

    private final Path folder;
    private final DemoWorld world;
    private final int port = TestNode.freePort();
    private final List<String> settings;

    private Footprint(Path folder, DemoWorld world, String demoHost) throws IOException {
        this.folder = folder;
        this.world = world;
        this.settings = Provider.settings(folder, port, demoHost, world.caFolder());
    }

    public static void main(String[] none) throws Exception {
        Path target = Files.createDirectories(Path.of(System.getProperty("benchmark.target")));
        Path folder = Files.createTempDirectory(target, "footprint-");
        int caPort = TestNode.freePort();
        DemoWorld world = DemoWorld.open(folder, Clock.systemUTC(), "localhost", caPort);
        try (DemoCaServer cas = DemoCaServer.start(world, caPort)) {
            new Footprint(folder, world, "localhost:" + cas.port()).measure();
        }
        System.exit(0);
    }

    private void measure() throws Exception {
        Path jar = Path.of(System.getProperty("benchmark.app"));
        Path program = folder.resolve("program").resolve(jar.getFileName());
        Path cache = folder.resolve("tamga.aot");
        run(List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination",
                program.getParent().toString()));
        List<String> training = new ArrayList<>(List.of(
                "-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh", "-jar", program.toString()));
        training.addAll(settings);
        run(training);
        System.out.printf("cache of %d MB%n", Files.size(cache) >> 20);
        starts("jar", List.of("-jar", jar.toString()));
        starts("extracted", List.of("-jar", program.toString()));
        List<String> best = List.of("-XX:AOTCache=" + cache, "-jar", program.toString());
        starts("extracted, ahead-of-time cache", best);
        try (Provider provider = start(best)) {
            signIns(provider);
        }
    }

    /** With the options of operation, as far as each JVM of a cache has to agree on them. */
    private void run(List<String> arguments) throws Exception {
        List<String> command = java(arguments);
        int exit = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("prepare.log").toFile()).start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException(command + ": " + Files.readString(folder.resolve("prepare.log")));
        }
    }

    private static List<String> java(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(arguments);
        return command;
    }

    private Provider start(List<String> program) throws Exception {
        List<String> command = java(program);
        command.addAll(settings);
        command.add("--logging.level.root=warn");
        return Provider.start(command, folder, URI.create("http://localhost:" + port));
    }

    private void starts(String name, List<String> program) throws Exception {
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            try (Provider provider = start(program)) {
                double seconds = (System.nanoTime() - start) / 1e9;
                double processor = ProcessHandle.of(provider.pid())
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElseThrow().toMillis() / 1e3;
                System.out.printf("%s: ready after %.1f s with %.1f s of processor time, %d MB resident%n",
                        name, seconds, processor, resident(provider));
            }
        }
    }

    private void signIns(Provider provider) throws Exception {
        RunningTamga tamga = RunningTamga.elsewhere(world, provider.issuer());
        for (String key : Stage.KEYS) {
            new Bidder(tamga).bind(key);
        }
        AtomicInteger done = new AtomicInteger();
        Race.run(Stage.KEYS.size(), i -> () -> {
            OpenKey key = OpenKey.open(tamga.keysFolder().resolve(Stage.KEYS.get(i) + ".p12"));
            CompleteSignIn signIn = new CompleteSignIn(new Bidder(tamga), key::proof);
            PlatformClient platform = new PlatformClient(tamga, "150100");
            for (int count = done.incrementAndGet(); count <= SIGN_INS; count = done.incrementAndGet()) {
                String code = PlatformClient.query(signIn.walk(platform.request())).get("code");
                if (platform.redeem(code).status() != 200) {
                    throw new IllegalStateException("no token");
                }
                if (count % REPORT == 0) {
                    System.out.printf("%,d sign-ins: %d MB resident%n", count, resident(provider));
                }
            }
            return i;
        });
    }

    /** proc(5), in MB. */
    private static long resident(Provider provider) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(provider.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }
}
