package dev.tamga.idp.benchmark;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import dev.tamga.forge.demo.DemoCaServer;
import dev.tamga.forge.demo.DemoWorld;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.CompleteSignIn;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.Race;
import dev.tamga.idp.RunningTamga;

/** Starts the demo CAs and the provider, binds keys as a bidder does, lets JMH measure, stops everything. */
public final class Main {
    private static final List<String> KEYS = List.of("nmgca-enterprise", "bjca-enterprise", "cfca-enterprise-rsa");
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private Main() {}

    /** Arguments: regular expressions of the benchmarks to run; none for all. */
    public static void main(String[] only) throws Exception {
        Path target = Path.of(System.getProperty("benchmark.target"));
        Files.createDirectories(target);
        Path folder = Files.createTempDirectory(target, "run-");
        int caPort = freePort();
        DemoWorld world = DemoWorld.open(folder, Clock.systemUTC(), "localhost", caPort);
        Collection<RunResult> results;
        try (DemoCaServer cas = DemoCaServer.start(world, caPort);
                Provider provider =
                        Provider.start(folder, freePort(), "localhost:" + cas.port(), world.caFolder())) {
            RunningTamga tamga = RunningTamga.elsewhere(world, provider.issuer());
            Place.set(new Place(tamga, provider.pid()));
            prepare(tamga);
            results = new Runner(options(only)).run();
        }
        Figures.print(results);
    }

    // The issuer's address and each certificate name their ports before anything listens.
    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Binds, consents, and lets the provider's compiler come to rest. */
    private static void prepare(RunningTamga tamga) throws Exception {
        for (String key : KEYS) {
            new Bidder(tamga).bind(key);
        }
        long end = System.nanoTime() + WARM_UP.toNanos();
        Race.run(4, i -> () -> {
            String key = KEYS.get(i % KEYS.size());
            OpenKey opened = OpenKey.open(tamga.keysFolder().resolve(key + ".p12"));
            CompleteSignIn signIn = new CompleteSignIn(new Bidder(tamga), opened::proof);
            PlatformClient platform = new PlatformClient(tamga, "150100");
            while (System.nanoTime() < end) {
                walk(signIn, platform);
            }
            return key;
        });
    }

    private static void walk(CompleteSignIn signIn, PlatformClient platform) throws Exception {
        Map<String, String> back = PlatformClient.query(signIn.walk(platform.request()));
        PlatformClient.Answer answer = platform.redeem(back.get("code"));
        platform.userInfo(answer.text("access_token"));
        platform.refresh(answer.text("refresh_token"));
    }

    private static Options options(String... only) {
        OptionsBuilder options = new OptionsBuilder();
        for (String pattern : only.length == 0 ? new String[] {"dev.tamga.idp.benchmark"} : only) {
            options.include(pattern);
        }
        options.forks(0)
                .timeout(TimeValue.seconds(60))
                .shouldFailOnError(true)
                .addProfiler(ProcessorTime.class);
        return options.build();
    }
}
