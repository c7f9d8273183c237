package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.Verification;
import dev.tamga.ca.fetch.Fetcher;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.OcspAnswer;

/**
 * Measures what one CA's users notice of another CA whose responder hangs. Run by hand, not a test:
 * {@code java -cp <test class path> dev.tamga.ca.verification.HangingCaMeasurement}.
 */
public final class HangingCaMeasurement {
    private static final String HANGING = "http://hanging.example.org/";
    private static final String WELL = "http://well.example.org/";
    private static final int USERS = 16;
    private static final int OTHER_USERS = 64;
    private static final long THINKING_NANOS = Duration.ofMillis(500).toNanos();
    // Of the CA that answers: some six seconds of sixteen users.
    private static final int SIGN_INS = 192;
    private static final long ANSWER_NANOS = Duration.ofMillis(5).toNanos();

    private final Map<String, byte[]> answers = new HashMap<>();
    private volatile CountDownLatch hanging;
    private final CertificateVerifier verifier;
    private final List<SignedIn> well;
    private final List<SignedIn> other;

    private record SignedIn(SignInProof proof, Challenge challenge) {}

    private HangingCaMeasurement(Path folder) {
        ForgedCa one = ca("hanging.example.org");
        ForgedCa two = ca("well.example.org");
        one.write(folder.resolve("hanging"), one.root, List.of(one.issuing));
        two.write(folder.resolve("well"), two.root, List.of(two.issuing));
        verifier = new CertificateVerifier(CaDirectory.open(folder), this::exchange, running());
        well = leaves(two, WELL);
        this.other = leaves(one, HANGING);
    }

    /** Prints a table. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "hanging-ca"));
        HangingCaMeasurement measurement = new HangingCaMeasurement(folder);
        measurement.round(false);
        for (int i = 0; i < 3; i++) {
            System.out.println("both CAs answer: " + measurement.round(false));
            System.out.println("one of them hangs: " + measurement.round(true));
        }
        System.exit(0);
    }

    private String round(boolean hangs) throws InterruptedException {
        hanging = new CountDownLatch(hangs ? 1 : 0);
        CountDownLatch over = new CountDownLatch(SIGN_INS);
        ConcurrentLinkedQueue<Long> waits = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Long> others = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < OTHER_USERS; i++) {
            threads.add(user(other, i, over, others::add));
        }
        for (int i = 0; i < USERS; i++) {
            threads.add(user(well, i, over, wait -> {
                waits.add(wait);
                over.countDown();
            }));
        }
        over.await();
        for (Thread thread : threads) {
            thread.join();
        }
        hanging.countDown();
        awaitAsked();
        return figures(waits) + "; the other CA's users: " + figures(others);
    }

    /** The next round begins with a CA that is asked: its breaker has let a question through, and that was answered. */
    private void awaitAsked() {
        SignedIn key = other.getFirst();
        while (!(verifier.verify(key.proof(), key.challenge()) instanceof Verification.Accepted)) {
            LockSupport.parkNanos(THINKING_NANOS);
        }
    }

    private Thread user(List<SignedIn> keys, int first, CountDownLatch over, LongConsumer waits) {
        return Thread.startVirtualThread(() -> {
            for (int i = first; over.getCount() > 0; i++) {
                SignedIn key = keys.get(i % keys.size());
                long start = System.nanoTime();
                verifier.verify(key.proof(), key.challenge());
                waits.accept(System.nanoTime() - start);
                // A user reads before he tries again; both kinds alike, so that only the CA makes a difference.
                LockSupport.parkNanos(THINKING_NANOS);
            }
        });
    }

    private static String figures(ConcurrentLinkedQueue<Long> waits) {
        long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? "none" : String.format("n=%d p50=%.1f ms p99=%.1f ms max=%.1f ms", sorted.length,
                sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6,
                Arrays.stream(sorted).max().orElse(0) / 1e6);
    }

    private Fetcher.Answer exchange(Fetcher.Request request) throws IOException {
        String address = request.address().toString();
        if (address.startsWith(HANGING)) {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        LockSupport.parkNanos(ANSWER_NANOS);
        byte[] answer = answers.get(address);
        if (answer == null) {
            throw new IOException("down");
        }
        return new Fetcher.Answer(200, answer);
    }

    private List<SignedIn> leaves(ForgedCa ca, String responder) {
        List<SignedIn> leaves = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String address = responder + i + "/";
            ForgedCertificate leaf = ca.enterprise().extension(ForgedExtension.access("OCSP " + address)).forge();
            answers.put(address, OcspAnswer.by(ca.issuing, ForgedCa.NOW).good(OcspAnswer.id(leaf)).forge());
            Challenge challenge = TestChallenge.at(ForgedCa.NOW);
            byte[] signature = leaf.sign(challenge.text().getBytes(StandardCharsets.US_ASCII));
            leaves.add(new SignedIn(new SignInProof(leaf.encoded(), challenge.text(), signature), challenge));
        }
        return leaves;
    }

    /** The forged CA's time, running. */
    private static AskedClock running() {
        long start = System.nanoTime();
        return new AskedClock(() -> ForgedCa.NOW.plusNanos(System.nanoTime() - start));
    }

    private static ForgedCa ca(String responder) {
        return new ForgedCa()
                .with("hosts: [crl.example.org, ocsp.example.org]", "hosts: [" + responder + "]")
                // Every sign-in asks: what is measured is the way to the responder, not our memory of it.
                .with("timeout: PT4S", "timeout: PT2S\n  budget: PT3S\n  ocsp-cache: PT0.000001S\n  breaker-pause: PT1S");
    }
}
