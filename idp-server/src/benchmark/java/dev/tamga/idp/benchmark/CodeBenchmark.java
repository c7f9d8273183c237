package dev.tamga.idp.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;

/** Code exchange. Codes live for 60 s and are used once: they are made before each count. */
@Threads(CodeBenchmark.THREADS)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 1, batchSize = CodeBenchmark.BATCH)
@Measurement(iterations = 3, batchSize = CodeBenchmark.BATCH)
public class CodeBenchmark {
    static final int THREADS = 4;
    static final int BATCH = 150;

    /** Codes for one iteration of all threads. */
    @State(Scope.Benchmark)
    public static class Codes {
        private final Place place = Place.current();
        private final Queue<String> codes = new ConcurrentLinkedQueue<>();
        private PlatformClient platform;

        @Setup(Level.Iteration)
        public void issue() throws Exception {
            RunningTamga tamga = place.tamga();
            platform = new PlatformClient(tamga, "150100");
            codes.clear();
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    all.add(threads.submit(() -> issue(new SignedInBidder(tamga))));
                }
                for (Future<?> one : all) {
                    one.get();
                }
            }
            ProcessorTime.begin(place.provider());
        }

        private Void issue(SignedInBidder bidder) throws Exception {
            for (int i = 0; i < BATCH; i++) {
                codes.add(bidder.code());
            }
            return null;
        }
    }

    @Benchmark
    public String exchange(Codes codes) throws Exception {
        PlatformClient.Answer answer = codes.platform.redeem(codes.codes.remove());
        if (answer.status() != 200) {
            throw new IllegalStateException("token endpoint: " + answer);
        }
        ProcessorTime.count();
        return answer.text("access_token");
    }
}
