package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.Verification;
import dev.tamga.ca.fetch.Fetcher;
import dev.tamga.forge.Crl;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.OcspAnswer;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.verification.ForgedCa.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** What is remembered of answers: how long, what wins where two disagree, and what grace makes of it. */
class RevocationMemoryTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final ForgedCa ca = new ForgedCa();
    private ForgedCertificate leaf;
    private ManyCas cas;
    private Supplier<OcspAnswer> ocsp;
    private Supplier<Crl> crl;
    private int asked;

    @BeforeEach
    void forge() {
        leaf = ca.enterprise().extension(ForgedExtension.access("OCSP " + ForgedCa.OCSP)).forge();
        ocsp = () -> answer().good(OcspAnswer.id(leaf));
    }

    @Test
    void answerIsKeptUntilItsNextUpdate() {
        open();
        ocsp = () -> answer().until(cas.now().plus(MINUTE.multipliedBy(20))).good(OcspAnswer.id(leaf));
        assertAskedOnEach(Duration.ZERO, 1, MINUTE.multipliedBy(19), 1, MINUTE.multipliedBy(2), 2);
    }

    @Test
    void answerIsNotKeptLongerThanThePolicySays() {
        ca.with("timeout: PT4S", "timeout: PT4S\n  ocsp-cache: PT10M");
        open();
        ocsp = () -> answer().until(cas.now().plus(HOUR)).good(OcspAnswer.id(leaf));
        assertAskedOnEach(Duration.ZERO, 1, MINUTE.multipliedBy(9), 1, MINUTE.multipliedBy(2), 2);
    }

    @Test
    void answerWithoutNextUpdateIsKeptForFiveMinutes() {
        open();
        assertAskedOnEach(Duration.ZERO, 1, MINUTE.multipliedBy(4), 1, MINUTE.multipliedBy(2), 2);
    }

    @Test
    void failureIsNotKept() {
        open();
        Supplier<OcspAnswer> good = ocsp;
        ocsp = () -> null;
        assertThat(code()).isEqualTo("revocation-unavailable");
        ocsp = good;
        assertThat(code()).isEqualTo("accepted");
    }

    @Test
    void oneCertificatesAnswerIsNotAnothers() {
        open();
        assertThat(code()).isEqualTo("accepted");
        ForgedCertificate other = ca.enterprise().extension(ForgedExtension.access("OCSP " + ForgedCa.OCSP)).forge();
        ocsp = () -> answer().revoked(OcspAnswer.id(other), NOW, RevocationReason.SUPERSEDED);
        assertThat(cas.code(other)).isEqualTo("revoked");
        assertThat(code()).isEqualTo("accepted");
    }

    @Test
    void revocationIsKeptToo() {
        open();
        ocsp = () -> answer().until(cas.now().plus(HOUR))
                .revoked(OcspAnswer.id(leaf), NOW, RevocationReason.KEY_COMPROMISE);
        assertThat(code()).isEqualTo("revoked");
        assertThat(code()).isEqualTo("revoked");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void suspensionThatTheCaLiftsIsOverWithinAMinute() {
        open();
        ocsp = () -> answer().until(cas.now().plus(HOUR))
                .revoked(OcspAnswer.id(leaf), NOW, RevocationReason.CERTIFICATE_HOLD);
        assertThat(code()).isEqualTo("suspended");

        ocsp = () -> answer().until(cas.now().plus(HOUR)).good(OcspAnswer.id(leaf));
        assertThat(code()).as("at once").isEqualTo("suspended");
        cas.pass(MINUTE);
        assertThat(code()).as("a minute later").isEqualTo("accepted");
    }

    @Test
    void suspensionInTheListIsOverWithTheNextList() {
        ca.with("sources: [ocsp, crl]", "sources: [crl]");
        open();
        crl = () -> ForgedCa.crl(ca.issuing).revoke(leaf, NOW, RevocationReason.CERTIFICATE_HOLD);
        assertThat(code()).isEqualTo("suspended");

        crl = () -> Crl.of(ca.issuing, cas.now()).nextUpdate(cas.now().plus(ForgedCa.DAY)).number(2);
        cas.pass(ForgedCa.DAY.plus(HOUR));
        assertThat(code()).isEqualTo("accepted");
    }

    /** A later word of OCSP lifts the suspension that an older list still shows. */
    @Test
    void suspensionInAnOldListDoesNotOutlastANewerGoodAnswer() {
        open();
        crl = () -> ForgedCa.crl(ca.issuing).revoke(leaf, NOW, RevocationReason.CERTIFICATE_HOLD);
        ocsp = () -> null;
        assertThat(code()).as("only the list answers").isEqualTo("suspended");

        ocsp = () -> answer().good(OcspAnswer.id(leaf));
        assertThat(code()).isEqualTo("accepted");
    }

    @Test
    void revokedInAListAtHandWinsOverAGoodAnswer() {
        open();
        crl = () -> ForgedCa.crl(ca.issuing).revoke(leaf, NOW, RevocationReason.KEY_COMPROMISE);
        ocsp = () -> null;
        assertThat(code()).isEqualTo("revoked");

        ocsp = () -> answer().good(OcspAnswer.id(leaf));
        assertThat(code()).isEqualTo("revoked");
    }

    @Test
    void revokedByOcspWinsOverAListAtHand() {
        ca.with("sources: [ocsp, crl]", "sources: [crl, ocsp]");
        open();
        ocsp = () -> answer().until(cas.now().plus(HOUR))
                .revoked(OcspAnswer.id(leaf), NOW, RevocationReason.KEY_COMPROMISE);
        assertThat(code()).as("there is no list yet").isEqualTo("revoked");
        crl = () -> ForgedCa.crl(ca.issuing);
        cas.pass(MINUTE.multipliedBy(10));
        assertThat(code()).isEqualTo("revoked");
    }

    @Test
    void revokedOnceStaysRevokedWhereOcspIsAwayAndAnOlderListSaysGood() {
        open();
        crl = () -> ForgedCa.crl(ca.issuing);
        ocsp = () -> answer().until(cas.now().plus(HOUR))
                .revoked(OcspAnswer.id(leaf), NOW, RevocationReason.KEY_COMPROMISE);
        assertThat(code()).isEqualTo("revoked");

        ocsp = () -> null;
        cas.pass(HOUR.multipliedBy(2));
        assertThat(code()).as("OCSP's answer has ended, the list is older").isEqualTo("revoked");
        crl = () -> Crl.of(ca.issuing, cas.now()).nextUpdate(cas.now().plus(ForgedCa.DAY)).number(2);
        cas.pass(ForgedCa.DAY);
        assertThat(code()).as("nor does a newer list take it back").isEqualTo("revoked");
    }

    @Test
    void revokedOnceStaysRevokedWhateverTheResponderSaysLater() {
        open();
        ocsp = () -> answer().revoked(OcspAnswer.id(leaf), NOW, RevocationReason.UNSPECIFIED);
        assertThat(code()).isEqualTo("revoked");

        ocsp = () -> answer().good(OcspAnswer.id(leaf));
        cas.pass(HOUR);
        assertThat(code()).isEqualTo("revoked");
    }

    @Test
    void suspensionOutlastsAnOlderListAndEndsWithANewerOne() {
        open();
        crl = () -> ForgedCa.crl(ca.issuing);
        ocsp = () -> answer().revoked(OcspAnswer.id(leaf), NOW, RevocationReason.CERTIFICATE_HOLD);
        assertThat(code()).isEqualTo("suspended");

        ocsp = () -> null;
        cas.pass(MINUTE.multipliedBy(2));
        assertThat(code()).as("the list is older than the suspension").isEqualTo("suspended");
        crl = () -> Crl.of(ca.issuing, cas.now()).nextUpdate(cas.now().plus(ForgedCa.DAY)).number(2);
        cas.pass(ForgedCa.DAY);
        assertThat(code()).as("a newer list no longer shows it").isEqualTo("accepted");
    }

    @Test
    void withoutGraceNobodyIsLetInUnanswered() {
        open();
        assertThat(code()).isEqualTo("accepted");
        everythingFails();
        cas.pass(HOUR);
        assertThat(code()).isEqualTo("revocation-unavailable");
    }

    @Test
    void graceLetsInWhoWasGoodForSoLongAndIsMarked() {
        grace("certificate");
        assertThat(code()).isEqualTo("accepted");
        everythingFails();

        cas.pass(HOUR.multipliedBy(3));
        assertThat(cas.verify(leaf)).isInstanceOfSatisfying(Verification.Accepted.class, accepted ->
                assertThat(accepted.revocationGrace()).hasValue("ca-outage"));
        cas.pass(HOUR.multipliedBy(2));
        assertThat(code()).as("five hours after the last good answer").isEqualTo("revocation-unavailable");
    }

    @Test
    void whatTheCaAnswersIsNotMarked() {
        grace("certificate");
        assertThat(cas.verify(leaf)).isInstanceOfSatisfying(Verification.Accepted.class, accepted ->
                assertThat(accepted.revocationGrace()).isEmpty());
    }

    @Test
    void graceOfACertificateIsNoOthers() {
        grace("certificate");
        assertThat(code()).isEqualTo("accepted");
        everythingFails();
        assertThat(cas.code(ca.enterprise().forge())).isEqualTo("revocation-unavailable");
    }

    @Test
    void graceOfTheCaLetsInWhoWasNeverLookedUp() {
        grace("ca");
        assertThat(cas.code(ca.enterprise().forge())).as("before any good answer").isEqualTo("revocation-unavailable");
        assertThat(code()).isEqualTo("accepted");
        everythingFails();
        assertThat(cas.code(ca.enterprise().forge())).isEqualTo("accepted");
    }

    @ParameterizedTest(name = "grace of the {0} does not help against {1}")
    @CsvSource({"certificate, KEY_COMPROMISE", "certificate, CERTIFICATE_HOLD", "ca, KEY_COMPROMISE",
        "ca, CERTIFICATE_HOLD"})
    void graceNeverLetsInWhatWasRevokedOrSuspended(String of, RevocationReason reason) {
        grace(of);
        ForgedCertificate bad = ca.enterprise().extension(ForgedExtension.access("OCSP " + ForgedCa.OCSP)).forge();
        ocsp = () -> answer().good(OcspAnswer.id(leaf));
        assertThat(code()).isEqualTo("accepted");
        ocsp = () -> answer().good(OcspAnswer.id(bad));
        assertThat(cas.code(bad)).isEqualTo("accepted");
        cas.pass(HOUR);
        ocsp = () -> answer().revoked(OcspAnswer.id(bad), NOW, reason);
        assertThat(cas.code(bad)).isIn("revoked", "suspended");

        everythingFails();
        cas.pass(HOUR);
        assertThat(cas.code(bad)).isEqualTo(
                reason == RevocationReason.CERTIFICATE_HOLD ? "revocation-unavailable" : "revoked");
    }

    private void grace(String of) {
        ca.with("timeout: PT4S", """
                timeout: PT4S
                  grace:
                    name: ca-outage
                    of: %s
                    after-last-good-answer: PT4H""".formatted(of));
        open();
    }

    private void open() {
        cas = new ManyCas(folder, this::exchange, ca);
    }

    private void everythingFails() {
        ocsp = () -> null;
        crl = null;
    }

    private OcspAnswer answer() {
        return OcspAnswer.by(ca.issuing, cas.now());
    }

    private String code() {
        return cas.code(leaf);
    }

    private void assertAskedOnEach(Object... waitsAndCounts) {
        for (int i = 0; i < waitsAndCounts.length; i += 2) {
            cas.pass((Duration) waitsAndCounts[i]);
            assertThat(code()).isEqualTo("accepted");
            assertThat(asked).as("asked at %s", cas.now()).isEqualTo(waitsAndCounts[i + 1]);
        }
    }

    private Fetcher.Answer exchange(Fetcher.Request request) throws IOException {
        boolean isCrl = request.address().toString().equals(ForgedCa.CRL);
        Supplier<OcspAnswer> given = ocsp;
        if (isCrl && crl != null) {
            return new Fetcher.Answer(200, crl.get().forge());
        }
        OcspAnswer answer = isCrl ? null : given.get();
        if (answer == null) {
            throw new IOException("down");
        }
        asked++;
        return new Fetcher.Answer(200, answer.forge());
    }
}
