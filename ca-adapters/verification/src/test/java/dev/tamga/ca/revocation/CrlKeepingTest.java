package dev.tamga.ca.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
}
