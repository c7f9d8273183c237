package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Verification;
import dev.tamga.ca.fetch.Fetcher;
import dev.tamga.ca.revocation.Breaker;
import dev.tamga.ca.revocation.LineHealth;
import dev.tamga.ca.revocation.RevocationPolicy;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.OcspAnswer;

import static org.assertj.core.api.Assertions.assertThat;

/** One CA's responder hangs: its own users get the honest answer in time, everybody else's notice nothing. */
class IsolationTest {
    private static final String HANGING = "http://hanging.example.org/";
    private static final String WELL = "http://well.example.org/";
    private static final Duration BUDGET = Duration.ofMillis(800);
    // A shared machine may stop a thread for a while; a hanging CA would hold it for ever.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final ForgedCa hanging = ca("hanging.example.org", "PT0.4S\n  budget: " + BUDGET);
    private final ForgedCa well = ca("well.example.org", "PT20S");
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean failing;
    private final Set<Thread> stuck = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService users = Executors.newCachedThreadPool();
    private ManyCas cas;

    @BeforeEach
    void open() {
        cas = new ManyCas(folder, this::exchange, hanging, well);
    }

    @AfterEach
    void letGo() {
        release.countDown();
        users.shutdownNow();
    }

    @Test
    void othersCasSignInsAllFinishWhileOneHangs() throws Exception {
        List<Future<Verification>> waiting = signInAtOnce(hanging, HANGING, 51);
        for (Future<Verification> signIn : signInAtOnce(well, WELL, 20)) {
            assertThat(ForgedCa.code(await(signIn))).isEqualTo("accepted");
        }
        for (Future<Verification> signIn : waiting) {
            assertThat(ForgedCa.code(await(signIn))).isEqualTo("revocation-unavailable");
        }
        assertThat(stuck).as("threads that the hanging CA holds").hasSizeBetween(1, 8)
                .allMatch(thread -> thread.getName().startsWith("revocation-ca-0-OCSP-"));
    }

    @Test
    void everyUserOfTheHangingCaIsToldWithinTheBudget() throws Exception {
        List<Future<Duration>> waits = new ArrayList<>();
        for (ForgedCertificate leaf : leaves(hanging, HANGING, 51)) {
            waits.add(users.submit(() -> {
                long start = System.nanoTime();
                cas.verify(leaf);
                return Duration.ofNanos(System.nanoTime() - start);
            }));
        }
        for (Future<Duration> wait : waits) {
            // What is beyond the budget is this machine's own: 51 signatures on two shared cores.
            assertThat(await(wait)).isLessThan(BUDGET.plusSeconds(10));
        }
    }

    @Test
    void whoWouldOnlyWaitForAHangingQuestionIsToldAtOnce() throws Exception {
        List<ForgedCertificate> hung = leaves(hanging, HANGING, 8);
        for (Future<Verification> signIn : hung.stream().map(leaf -> users.submit(() -> cas.verify(leaf))).toList()) {
            await(signIn);
        }
        int before = asked.get();

        assertPaused(cas.verify(hung.getFirst()));
        assertPaused(cas.verify(leaves(hanging, HANGING, 1).getFirst()));
        assertThat(asked).as("nobody was asked").hasValue(before);
    }

    @Test
    void sourceThatFailedTooOftenIsLeftAloneAndTriedAgain() {
        failing = true;
        for (ForgedCertificate leaf : leaves(well, WELL, 5)) {
            assertThat(cas.code(leaf)).isEqualTo("revocation-unavailable");
        }
        ForgedCertificate leaf = leaves(well, WELL, 1).getFirst();

        assertPaused(cas.verify(leaf));
        assertThat(asked).as("the sixth was not asked").hasValue(5);
        assertThat(line().breaker()).isEqualTo(Breaker.State.OPEN);
        assertThat(line().lastError()).isPresent();

        failing = false;
        cas.pass(Duration.ofSeconds(40));
        assertThat(cas.code(leaf)).isEqualTo("accepted");
        assertThat(line().breaker()).isEqualTo(Breaker.State.CLOSED);
        assertThat(line().latency()).isPresent();
    }

    @Test
    void manyThatAskForOneCertificateAskOnce() throws Exception {
        ForgedCertificate leaf = leaves(well, WELL, 1).getFirst();
        gate = new CountDownLatch(1);
        List<Future<Verification>> signIns = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            signIns.add(users.submit(() -> cas.verify(leaf)));
        }
        gate.countDown();

        for (Future<Verification> signIn : signIns) {
            assertThat(ForgedCa.code(await(signIn))).isEqualTo("accepted");
        }
        assertThat(asked).hasValue(1);
    }

    private static void assertPaused(Verification verification) {
        assertThat(verification).isInstanceOfSatisfying(Verification.Rejected.class, rejected ->
                assertThat(rejected.refusal()).isInstanceOfSatisfying(Refusal.RevocationUnavailable.class, why -> {
                    assertThat(why.detail()).contains("times in a row");
                    assertThat(why.retryAfter()).hasValueSatisfying(after -> assertThat(after).isPositive());
                }));
    }

    private Fetcher.Answer exchange(Fetcher.Request request) throws IOException {
        String address = request.address().toString();
        if (address.equals(ForgedCa.ROOT_CRL) || address.equals(ForgedCa.CRL)) {
            throw new IOException("no CRL is there");
        }
        asked.incrementAndGet();
        if (failing) {
            throw new IOException("down");
        }
        if (address.equals(HANGING)) {
            stuck.add(Thread.currentThread());
        }
        await(address.equals(HANGING) ? release : gate);
        ForgedCa ca = address.equals(HANGING) ? hanging : well;
        return new Fetcher.Answer(200, OcspAnswer.by(ca.issuing, cas.now())
                .good(ForgedCa.asked(ca.issuing, request)).forge());
    }

    /** Whatever time limit the request has: this is what a bug in a client library would look like. */
    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private LineHealth line() {
        return cas.verifier.health().getLast().sources().stream()
                .filter(source -> source.source() == RevocationPolicy.Kind.OCSP).findFirst().orElseThrow();
    }

    private List<Future<Verification>> signInAtOnce(ForgedCa ca, String responder, int count) {
        return leaves(ca, responder, count).stream().map(leaf -> users.submit(() -> cas.verify(leaf))).toList();
    }

    private static List<ForgedCertificate> leaves(ForgedCa ca, String responder, int count) {
        List<ForgedCertificate> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(ca.enterprise().extension(ForgedExtension.access("OCSP " + responder)).forge());
        }
        return leaves;
    }

    private static ForgedCa ca(String responder, String timeout) {
        return new ForgedCa()
                .with("hosts: [crl.example.org, ocsp.example.org]", "hosts: [crl.example.org, " + responder + "]")
                .with("timeout: PT4S", "timeout: " + timeout + "\n  breaker-failures: 5"
                        + "\n  breaker-pause: PT30S\n  concurrency: 8");
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
