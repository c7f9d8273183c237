package dev.tamga.ca.revocation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tamga.forge.Crl;
import dev.tamga.forge.ForgedCertificate;

import static dev.tamga.ca.revocation.CrlWorld.CRL;
import static dev.tamga.ca.revocation.CrlWorld.DAY;
import static dev.tamga.ca.revocation.CrlWorld.HOUR;
import static dev.tamga.ca.revocation.CrlWorld.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** The next CRL is fetched ahead of time, by one for all, and not for ever. */
class CrlRefreshTest {
    private static final long PLENTY = 1 << 30;

    private final CrlWorld world = new CrlWorld();
    private final ForgedCertificate leaf = world.leaf();

    @Test
    void nextCrlIsFetchedAheadOfTimeAndNotBySomebodyWhoSignsIn() {
        world.answering(CRL, world.crl());
        CrlShelf shelf = shelf();
        assertThat(shelf.due(NOW)).isEmpty();
        assertThat(askShelf(shelf, NOW)).isEqualTo(10);

        Instant half = NOW.plus(HOUR.multipliedBy(6));
        assertThat(shelf.due(NOW.plus(HOUR))).isEmpty();
        assertThat(shelf.due(half)).as("between 35 and 50 of 100 of eight hours").hasSize(1);
        world.answering(CRL, Crl.of(world.issuing, half).number(11).nextUpdate(half.plus(DAY)));
        shelf.refresh(shelf.due(half).getFirst(), HOUR, half);

        assertThat(shelf.due(half)).isEmpty();
        assertThat(askShelf(shelf, NOW.plus(DAY).plus(HOUR))).isEqualTo(11);
        assertThat(world.fetcher.asked()).containsExactly(CRL, CRL);
    }

    @Test
    void failedRefreshIsTriedAgainLessAndLessOften() {
        CrlShelf shelf = shelf();
        world.answering(CRL, world.crl());
        askShelf(shelf, NOW);
        world.fetcher.answering(CRL, new byte[0]);
        Instant now = NOW.plus(HOUR.multipliedBy(5));
        int tries = 0;
        for (Instant at = now; at.isBefore(now.plus(HOUR)); at = at.plusSeconds(5)) {
            for (CrlSlot slot : shelf.due(at)) {
                shelf.refresh(slot, HOUR, at);
                tries++;
            }
        }
        assertThat(tries).as("half a minute, one, two, four, eight, sixteen …").isBetween(6, 9);
        assertThat(askShelf(shelf, now.plus(HOUR))).isEqualTo(10);
    }

    @Test
    void crlThatNobodyAsksForIsNotFetchedForEver() {
        CrlShelf shelf = shelf();
        world.answering(CRL, world.crl());
        askShelf(shelf, NOW);

        assertThat(shelf.due(NOW.plus(DAY.multipliedBy(6)))).hasSize(1);
        assertThat(shelf.due(NOW.plus(DAY.multipliedBy(8)))).isEmpty();
    }

    @Test
    void refresherFetchesWhatIsDueAndEnds() throws Exception {
        CrlShelf shelf = shelf();
        world.answering(CRL, world.crl());
        askShelf(shelf, NOW);
        CountDownLatch fetched = new CountDownLatch(1);
        Instant half = NOW.plus(HOUR.multipliedBy(6));
        byte[] next = Crl.of(world.issuing, half).number(11).nextUpdate(half.plus(DAY)).forge();
        world.fetcher.answering(CRL, posted -> {
            fetched.countDown();
            return next;
        });
        try (CrlRefresher refresher = new CrlRefresher(shelf)) {
            refresher.tick(half);
            assertThat(fetched.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void ofManyWhoAskAtOnceOneFetches() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        byte[] good = world.crl().forge();
        world.fetcher.answering(CRL, posted -> {
            asked.countDown();
            await(answer);
            return good;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<ForgedCertificate> leaves = IntStream.range(0, 5).mapToObj(i -> world.leaf()).toList();
            List<Future<String>> answers = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> world.ask(leaves.get(i % 5)))).toList();
            await(asked);
            answer.countDown();
            for (Future<String> said : answers) {
                assertThat(said.get()).isEqualTo("good");
            }
        }
        assertThat(world.fetcher.asked()).containsExactly(CRL);
    }

    private CrlShelf shelf() {
        CrlSignatures signatures = new CrlSignatures((question, now, depth) -> Optional.empty());
        return new CrlShelf(new CrlIntake(
                world.fetcher, CrlStore.none(), signatures, RandomGenerator.getDefault()), PLENTY);
    }

    /** The number of the CRL that answers. */
    private int askShelf(CrlShelf shelf, Instant now) {
        try {
            CrlOrder order = CrlOrders.complete(world.question(leaf, world.issuing)).getFirst().getFirst();
            return shelf.get(order, now, 0).header().number().orElseThrow().intValue();
        } catch (Unanswered e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
