package dev.tamga.ca.revocation;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tamga.forge.Crl;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.revocation.CrlWorld.CRL;
import static dev.tamga.ca.revocation.CrlWorld.DAY;
import static dev.tamga.ca.revocation.CrlWorld.DELTA;
import static dev.tamga.ca.revocation.CrlWorld.HOUR;
import static dev.tamga.ca.revocation.CrlWorld.NOW;
import static dev.tamga.ca.revocation.CrlWorld.name;
import static dev.tamga.ca.revocation.CrlWorld.scope;
import static org.assertj.core.api.Assertions.assertThat;

/** RFC 5280 §5.2.4, §5.2.6: a delta CRL continues a complete one of the same issuer, key, scope and numbers. */
class DeltaCrlTest {
    private final CrlWorld world = new CrlWorld();
    private final ForgedCertificate leaf = world.leaf();

    @Test
    void deltaAddsRevocations() {
        assertThat(with(delta(11).revoke(leaf, NOW, RevocationReason.KEY_COMPROMISE))).isEqualTo("revoked");
        assertThat(with(delta(11).revoke(leaf, NOW, RevocationReason.CERTIFICATE_HOLD))).isEqualTo("on-hold");
        assertThat(with(delta(11))).isEqualTo("good");
    }

    @Test
    void deltaLiftsASuspensionAndNothingElse() {
        Crl lifting = delta(11).revoke(leaf, NOW, RevocationReason.REMOVE_FROM_CRL);

        assertThat(with(world.crl().revoke(leaf, NOW, RevocationReason.CERTIFICATE_HOLD), lifting)).isEqualTo("good");
        assertThat(with(world.crl().revoke(leaf, NOW, RevocationReason.KEY_COMPROMISE), lifting)).isEqualTo("revoked");
    }

    @Test
    void deltaTurnsASuspensionIntoARevocation() {
        assertThat(with(world.crl().revoke(leaf, NOW, RevocationReason.CERTIFICATE_HOLD),
                delta(11).revoke(leaf, NOW, RevocationReason.CESSATION_OF_OPERATION))).isEqualTo("revoked");
    }

    @Test
    void deltaOfOtherNumbersIsLeftAside() {
        Crl beyond = CrlWorld.crl(world.issuing, 13).delta(12).revoke(leaf, NOW, RevocationReason.SUPERSEDED);
        assertThat(with(beyond)).as("it continues number 12 or later, and 10 is kept").isEqualTo("good");

        Crl before = CrlWorld.crl(world.issuing, 10).delta(9).revoke(leaf, NOW, RevocationReason.SUPERSEDED);
        assertThat(with(before)).as("the complete one is as new").isEqualTo("good");

        Crl complete = Crl.of(world.issuing, NOW.minus(HOUR)).nextUpdate(NOW.plus(DAY));
        assertThat(with(complete, delta(11).revoke(leaf, NOW, RevocationReason.SUPERSEDED)))
                .as("a complete one without number has no delta").isEqualTo("good");
    }

    @Test
    void deltaOfAnotherScopeIsLeftAside() {
        Crl scoped = delta(11).scope(scope(name(CRL), false)).revoke(leaf, NOW, RevocationReason.SUPERSEDED);

        assertThat(with(scoped)).isEqualTo("good");
        assertThat(with(world.crl().scope(scope(name(CRL), false)), scoped)).isEqualTo("revoked");
    }

    @Test
    void deltaThatNobodySignedOrThatIsStaleIsLeftAside() {
        assertThat(with(delta(11).signedBy(ForgedKey.sm2()).revoke(leaf, NOW, RevocationReason.SUPERSEDED)))
                .isEqualTo("good");
        Crl stale = Crl.of(world.issuing, NOW.minus(DAY)).nextUpdate(NOW.minus(HOUR)).number(11).delta(10);
        assertThat(with(stale.revoke(leaf, NOW, RevocationReason.SUPERSEDED))).isEqualTo("good");
    }

    @Test
    void completeCrlAnswersWhereTheDeltaCannotBeHad() {
        world.answering(CRL, world.crl().freshest(DELTA));

        assertThat(world.ask(leaf)).isEqualTo("good");
        assertThat(world.fetcher.asked()).containsExactly(CRL, DELTA);
    }

    @Test
    void deltaIsNeverACompleteOne() {
        world.answering(CRL, delta(11));

        assertThat(world.ask(leaf))
                .isEqualTo("unanswered: the CRL is a delta CRL; expected a complete one");
    }

    @Test
    void certificateMayNameTheDeltaItself() {
        ForgedCertificate naming = naming();
        world.answering(CRL, world.crl());
        world.answering(DELTA, delta(11).revoke(naming, NOW, RevocationReason.SUPERSEDED));

        assertThat(world.ask(naming)).isEqualTo("revoked");
    }

    @Test
    void deltaIsOnlyFetchedFromWhomTheOperatorAllows() {
        world.answering(CRL, world.crl().freshest("http://evil.example/delta.crl"));

        assertThat(world.ask(leaf)).isEqualTo("good");
        assertThat(world.fetcher.asked()).containsExactly(CRL);
    }

    @Test
    void deltaIsKeptAndUsedWithoutAsking() {
        world.answering(CRL, world.crl().freshest(DELTA));
        world.answering(DELTA, delta(11).revoke(leaf, NOW, RevocationReason.SUPERSEDED));
        assertThat(world.ask(leaf)).isEqualTo("revoked");

        assertThat(world.source.known(world.question(leaf, world.issuing), NOW).map(CrlWorld::said))
                .contains("revoked");
        assertThat(world.fetcher.asked()).containsExactly(CRL, DELTA);
    }

    @Test
    void whatADeltaRevokedStaysRevokedWhenTheDeltaGoesStale() {
        Instant later = NOW.plus(HOUR.multipliedBy(3));
        world.answering(CRL, world.crl().freshest(DELTA));
        world.answering(DELTA, ending(RevocationReason.KEY_COMPROMISE));
        assertThat(world.ask(world.leaf())).as("somebody else").isEqualTo("good");
        world.fetcher.answering(DELTA, new byte[0]);

        assertThat(world.source.known(world.question(leaf, world.issuing), later).map(CrlWorld::said))
                .contains("revoked");
        assertThat(world.ask(leaf, world.issuing, later)).isEqualTo("revoked");
        assertThat(world.ask(world.leaf(), world.issuing, later)).as("somebody else").isEqualTo("good");
    }

    @Test
    void whatADeltaLiftedIsSuspendedAgainWhenTheDeltaGoesStale() {
        Instant later = NOW.plus(HOUR.multipliedBy(3));
        world.answering(CRL, world.crl().freshest(DELTA).revoke(leaf, NOW, RevocationReason.CERTIFICATE_HOLD));
        world.answering(DELTA, ending(RevocationReason.REMOVE_FROM_CRL));
        assertThat(world.ask(leaf)).isEqualTo("good");
        world.fetcher.answering(DELTA, new byte[0]);

        assertThat(world.ask(leaf, world.issuing, later)).isEqualTo("on-hold");
    }

    @Test
    void deltaNeverTurnsARevocationIntoASuspension() {
        assertThat(with(world.crl().revoke(leaf, NOW, RevocationReason.KEY_COMPROMISE),
                delta(11).revoke(leaf, NOW, RevocationReason.CERTIFICATE_HOLD))).isEqualTo("revoked");
    }

    @Test
    void deltaOfTheCertificateIsFetchedThoughTheCompleteOneIsHeld() {
        Sources sources = new Sources(List.of(world.source), RevocationEvents.NONE);
        ForgedCertificate naming = naming();
        world.answering(CRL, world.crl());
        assertThat(asked(sources, leaf)).isEqualTo("good");
        world.answering(DELTA, delta(11).revoke(naming, NOW, RevocationReason.SUPERSEDED));

        assertThat(asked(sources, naming)).isEqualTo("revoked");
        assertThat(world.fetcher.asked()).containsExactly(CRL, DELTA);
    }

    @Test
    void completeCrlAnswersAloneOnceTheDeltaWasAskedForInVain() {
        Sources sources = new Sources(List.of(world.source), RevocationEvents.NONE);
        world.answering(CRL, world.crl());

        assertThat(asked(sources, naming())).isEqualTo("good");
        assertThat(asked(sources, naming())).isEqualTo("good");
        assertThat(world.fetcher.asked()).containsExactly(CRL, DELTA);
    }

    private String asked(Sources sources, ForgedCertificate certificate) {
        return sources.ask(world.question(certificate, world.issuing), Deadline.of(NOW, HOUR))
                .answer().map(CrlWorld::said).orElse("unanswered");
    }

    /** Number 11, at an end in two hours. */
    private Crl ending(RevocationReason reason) {
        return Crl.of(world.issuing, NOW.minus(HOUR)).nextUpdate(NOW.plus(HOUR.multipliedBy(2)))
                .number(11).delta(10).revoke(leaf, NOW, reason);
    }

    private ForgedCertificate naming() {
        return world.leaf(world.issuing, ForgedExtension.crl(CRL),
                new ForgedExtension("2.5.29.46", false, ForgedExtension.crl(DELTA).value()));
    }

    private Crl delta(long number) {
        return CrlWorld.crl(world.issuing, number).delta(10);
    }

    private String with(Crl delta) {
        return with(world.crl(), delta);
    }

    private String with(Crl complete, Crl delta) {
        world.source = new CrlSource(world.fetcher);
        world.answering(CRL, complete.freshest(DELTA)).answering(DELTA, delta);
        return world.ask(leaf);
    }
}
