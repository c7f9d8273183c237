package dev.tamga.ca.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.CaId;
import dev.tamga.forge.Crl;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.revocation.CrlWorld.CRL;
import static dev.tamga.ca.revocation.CrlWorld.DAY;
import static dev.tamga.ca.revocation.CrlWorld.HOUR;
import static dev.tamga.ca.revocation.CrlWorld.NOW;
import static dev.tamga.ca.revocation.CrlWorld.OTHER;
import static dev.tamga.ca.revocation.CrlWorld.name;
import static dev.tamga.ca.revocation.CrlWorld.scope;
import static org.assertj.core.api.Assertions.assertThat;

/** A good CRL is kept, over a restart too, and only a better one takes its place. */
class CrlKeepingTest {
    private static final long PLENTY = 1 << 30;

    @TempDir
    private Path folder;

    private final CrlWorld world = new CrlWorld();
    private final ForgedCertificate leaf = world.leaf();

    @Test
    void crlIsUsedAfterARestartWithoutAsking() throws IOException {
        world.answering(CRL, world.crl().revoke(leaf, NOW, RevocationReason.SUPERSEDED));
        restart();
        assertThat(world.ask(leaf)).isEqualTo("revoked");
        assertThat(files()).hasSize(1).allMatch(name -> name.matches("[0-9a-f]{64}\\.crl"));

        restart();
        assertThat(world.ask(leaf)).isEqualTo("revoked");
        assertThat(world.fetcher.asked()).containsExactly(CRL);
    }

    @Test
    void whatStandsInTheFolderIsVerifiedAnew() throws IOException {
        world.answering(CRL, world.crl().revoke(leaf, NOW, RevocationReason.SUPERSEDED));
        restart();
        world.ask(leaf);

        Files.write(file(), world.crl().signedBy(ForgedKey.sm2()).forge());
        restart();
        assertThat(world.ask(leaf)).as("another key's").isEqualTo("revoked");
        Files.write(file(), new byte[] {0x30, (byte) 0x84});
        restart();
        assertThat(world.ask(leaf)).as("garbage").isEqualTo("revoked");
        Files.write(file(), new byte[1_000_001]);
        restart();
        assertThat(world.ask(leaf)).as("longer than is allowed").isEqualTo("revoked");
        assertThat(world.fetcher.asked()).containsOnly(CRL).hasSize(4);
    }

    @Test
    void staleCrlOfTheFolderIsFetchedAnewAndNothingOlderReplacesIt() {
        world.answering(CRL, world.crl().revoke(leaf, NOW, RevocationReason.SUPERSEDED));
        restart();
        world.ask(leaf);

        restart();
        Instant later = NOW.plus(DAY).plus(HOUR);
        world.answering(CRL, Crl.of(world.issuing, NOW.minus(HOUR.multipliedBy(2))).number(9)
                .nextUpdate(later.plus(DAY)));
        assertThat(world.ask(leaf, world.issuing, later)).startsWith("unanswered: the CRL is older");
        world.source = new CrlSource(world.fetcher, store(), PLENTY);
        world.answering(CRL, Crl.of(world.issuing, later.minus(HOUR)).number(11).nextUpdate(later.plus(DAY)));
        assertThat(world.ask(leaf, world.issuing, later)).isEqualTo("good");
    }

    @Test
    void folderThatCannotBeWrittenOnlyWarns() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        CrlStore store = new CrlStore(Optional.of(file.resolve("crl")), Runnable::run);
        world.source = new CrlSource(world.fetcher, store, PLENTY);
        world.answering(CRL, world.crl());

        assertThat(world.ask(leaf)).isEqualTo("good");
    }

    @Test
    void nothingHalfWrittenStandsUnderTheName() throws IOException {
        world.answering(CRL, world.crl());
        restart();
        world.ask(leaf);
        Path file = file();
        Files.delete(file);
        // What a crash left.
        Files.write(file.resolveSibling(file.getFileName() + ".part"), new byte[] {0x30});
        restart();

        assertThat(world.ask(leaf)).isEqualTo("good");
        assertThat(files()).containsExactly(file.getFileName().toString());
    }

    @Test
    void worseCrlNeverReplacesAGoodOne() {
        world.answering(CRL, world.crl().revoke(leaf, NOW, RevocationReason.SUPERSEDED));
        restart();
        assertThat(world.ask(leaf)).isEqualTo("revoked");

        assertThat(refreshedWith(world.crl().signedBy(ForgedKey.sm2()).forge()))
                .as("nobody signed it").isEqualTo("revoked");
        assertThat(refreshedWith(CrlWorld.crl(world.issuing, 9).forge())).as("an older number").isEqualTo("revoked");
        assertThat(refreshedWith(
                Crl.of(world.issuing, NOW.minus(HOUR.multipliedBy(2))).nextUpdate(NOW.plus(DAY)).forge()))
                .as("no number and an older date").isEqualTo("revoked");
        assertThat(refreshedWith(
                Crl.of(world.issuing, NOW.plus(DAY)).nextUpdate(NOW.plus(DAY.multipliedBy(2))).number(12).forge()))
                .as("of the future").isEqualTo("revoked");
        assertThat(refreshedWith(CrlWorld.crl(world.issuing, 12).scope(scope(name(OTHER), false)).forge()))
                .as("of another point").isEqualTo("revoked");
        assertThat(refreshedWith(CrlWorld.crl(world.issuing, 12).delta(10).forge())).as("a delta").isEqualTo("revoked");
        assertThat(refreshedWith(new byte[0])).as("empty").isEqualTo("revoked");
        assertThat(refreshedWith(CrlWorld.crl(world.issuing, 12)
                .extension(ForgedExtension.utf8("1.2.3", "?").critical()).forge())).as("unknown").isEqualTo("revoked");
        assertThat(refreshedWith(CrlWorld.crl(world.issuing, 12).forge())).as("a better one").isEqualTo("good");
    }

    @Test
    void caThatBeginsToNumberAnewIsBelievedOnceTheOldCrlHasEnded() {
        world.answering(CRL, world.crl());
        assertThat(world.ask(leaf)).isEqualTo("good");
        Instant later = NOW.plus(DAY).plus(HOUR);
        world.answering(CRL, Crl.of(world.issuing, later.minus(HOUR)).number(1).nextUpdate(later.plus(DAY))
                .revoke(leaf, NOW, RevocationReason.SUPERSEDED));

        assertThat(world.ask(leaf, world.issuing, later)).isEqualTo("revoked");
    }

    @Test
    void crlThatJustEndedAnswersWhereTheNextCannotBeHad() {
        world.answering(CRL, world.crl());
        assertThat(world.ask(leaf)).isEqualTo("good");
        world.fetcher.answering(CRL, new byte[0]);

        assertThat(world.ask(leaf, world.issuing, NOW.plus(DAY).plusSeconds(60))).as("clocks differ").isEqualTo("good");
        assertThat(world.ask(leaf, world.issuing, NOW.plus(DAY).plusSeconds(600))).startsWith("unanswered");
    }

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

    @Test
    void twoIssuersAtOneAddressDoNotDisplaceEachOther() {
        ForgedCertificate namesake = world.ca("CN=Issuing").forge();
        ForgedCertificate foreign = world.leaf(namesake, ForgedExtension.crl(CRL));
        world.answering(CRL, world.crl());

        assertThat(world.ask(leaf)).isEqualTo("good");
        world.intermediates.clear();
        assertThat(world.ask(foreign, namesake, NOW)).as("where nobody imported the other").startsWith("unanswered");
        assertThat(world.source.known(world.question(leaf, world.issuing), NOW).map(CrlWorld::said)).contains("good");
    }

    @Test
    void thoseGoFirstThatNobodyAskedForLongest() {
        world.source = new CrlSource(world.fetcher, CrlStore.none(), 20);
        ForgedCertificate other = world.leaf(world.issuing, ForgedExtension.crl(OTHER));
        world.answering(CRL, world.crl().revoke(leaf, NOW, RevocationReason.SUPERSEDED));
        world.answering(OTHER, world.crl().revoke(leaf, NOW, RevocationReason.SUPERSEDED));
        world.ask(leaf);
        world.ask(other);

        assertThat(world.source.held(new CaId("forged"))).extracting(RevocationSource.HeldList::address)
                .containsExactly(OTHER);
    }

    @Test
    void whatIsHeldIsShown() {
        world.answering(CRL, world.crl().revoke(leaf, NOW, RevocationReason.SUPERSEDED));
        world.ask(leaf);

        assertThat(world.source.held(new CaId("other"))).isEmpty();
        RevocationSource.HeldList held = world.source.held(new CaId("forged")).getFirst();
        assertThat(held.address()).isEqualTo(CRL);
        assertThat(held.thisUpdate()).isEqualTo(NOW.minus(HOUR));
        assertThat(held.nextUpdate()).isEqualTo(NOW.plus(DAY));
        assertThat(held.number()).contains(BigInteger.TEN);
        assertThat(held.entries()).isEqualTo(1);
        assertThat(held.bytes()).isBetween(200, 2000);
    }

    @Test
    void staleWordIsRememberedAndNeverAnAnswer() {
        world.answering(CRL, world.crl().revoke(leaf, NOW, RevocationReason.SUPERSEDED));
        world.ask(leaf);
        Question question = world.question(leaf, world.issuing);

        assertThat(world.source.known(question, NOW).map(CrlWorld::said)).contains("revoked");
        assertThat(world.source.known(question, NOW.plus(DAY))).isEmpty();
        assertThat(world.source.stale(question).map(CrlWorld::said)).contains("revoked");
    }

    private String refreshedWith(byte[] crl) {
        world.fetcher.answering(CRL, crl);
        world.source.refresh(NOW);
        return world.ask(leaf);
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

    private void restart() {
        world.source = new CrlSource(world.fetcher, store(), PLENTY);
    }

    private CrlStore store() {
        return new CrlStore(Optional.of(folder), Runnable::run);
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
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
