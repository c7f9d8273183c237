package dev.tamga.ca.verification;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.OcspAnswer;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.verification.ForgedCa.DAY;
import static dev.tamga.ca.verification.ForgedCa.NOW;
import static dev.tamga.ca.verification.ForgedCa.OCSP;
import static dev.tamga.ca.verification.ForgedCa.code;
import static org.assertj.core.api.Assertions.assertThat;

/** OCSP answers: for what they hold, and how long. */
class OcspTest extends OcspCase {
    @Test
    void goodAnswerOfTheIssuerIsAccepted() {
        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(leaf)))).isEqualTo("accepted");
        assertThat(ca.fetcher.asked()).containsExactly(OCSP);
    }

    @ParameterizedTest(name = "certificate id with digest {0} is understood")
    @ValueSource(strings = {"1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1", "1.2.156.10197.1.401"})
    void certificateIdIsUnderstoodInEveryDigest(String digest) {
        assertThat(codeFor(by(ca.issuing).good(id(leaf, digest)))).isEqualTo("accepted");
        assertThat(codeFor(by(ca.issuing).good(id(ca.enterprise().forge(), digest))))
                .isEqualTo("revocation-unavailable");
    }

    @Test
    void certificateIdInAnUnknownDigestIsAboutNobody() {
        // MD5, of which nobody should make names any more.
        assertThat(codeFor(by(ca.issuing).good(id(leaf, "1.2.840.113549.2.5")))).isEqualTo("revocation-unavailable");
    }

    @Test
    void ofSeveralAnswersTheOneAboutThisCertificateCounts() {
        var other = OcspAnswer.id(ca.enterprise().forge());
        var id = OcspAnswer.id(leaf);

        assertThat(codeFor(by(ca.issuing).revoked(other, NOW, RevocationReason.SUPERSEDED).good(id)))
                .isEqualTo("accepted");
        assertThat(codeFor(by(ca.issuing).good(other).revoked(id, NOW, RevocationReason.SUPERSEDED)))
                .isEqualTo("revoked");
        assertThat(codeFor(by(ca.issuing).good(id).revoked(id, NOW, RevocationReason.SUPERSEDED)))
                .as("of two that disagree, revoked").isEqualTo("revoked");
        assertThat(codeFor(by(ca.issuing).revoked(id, NOW, RevocationReason.SUPERSEDED).good(id)))
                .isEqualTo("revoked");
    }

    @Test
    void answerWithSomethingCriticalThatIsNotUnderstoodIsNotBelieved() {
        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(leaf))
                        .extension(ForgedExtension.utf8("1.2.3.4", "x").critical())))
                .isEqualTo("revocation-unavailable");
        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(leaf))
                        .extension(ForgedExtension.utf8("1.2.3.4", "x"))))
                .isEqualTo("accepted");
    }

    @Test
    void answerAboutAnotherCertificateIsNotBelieved() {
        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(ca.enterprise().forge()))))
                .isEqualTo("revocation-unavailable");
        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(ca.root, leaf.serial(), OIWObjectIdentifiers.idSHA1))))
                .isEqualTo("revocation-unavailable");
        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(ca.issuing, BigInteger.ONE, OIWObjectIdentifiers.idSHA1))))
                .isEqualTo("revocation-unavailable");
    }

    @Test
    void staleAndFutureAnswersAreNotBelieved() {
        var id = OcspAnswer.id(leaf);

        assertThat(codeFor(by(ca.issuing).from(NOW.minus(Duration.ofHours(23))).good(id))).isEqualTo("accepted");
        assertThat(codeFor(by(ca.issuing).from(NOW.minus(Duration.ofHours(25))).good(id)))
                .isEqualTo("revocation-unavailable");
        assertThat(codeFor(by(ca.issuing).from(NOW.minus(Duration.ofHours(25))).until(NOW.plus(DAY)).good(id)))
                .isEqualTo("revocation-unavailable");
        assertThat(codeFor(by(ca.issuing)
                        .from(NOW.minus(Duration.ofHours(2)))
                        .until(NOW.minus(Duration.ofHours(1)))
                        .good(id)))
                .isEqualTo("revocation-unavailable");
        assertThat(codeFor(by(ca.issuing).from(NOW.plus(Duration.ofHours(1))).good(id)))
                .isEqualTo("revocation-unavailable");
    }

    @Test
    void answersThatAreNoneAreNoAnswer() {
        byte[] good = by(ca.issuing).good(OcspAnswer.id(leaf)).forge();
        for (byte[] answer : List.of(
                new byte[0], new byte[] {0x30}, "<html>busy</html>".getBytes(StandardCharsets.US_ASCII),
                Arrays.copyOf(good, good.length + 1), Arrays.copyOf(good, good.length - 1), new byte[32 * 1024])) {
            ca.fetcher.answering(OCSP, answer);
            assertThat(code(ca.verify(directory, leaf))).isEqualTo("revocation-unavailable");
        }
    }

    @Test
    void revocationAndSuspensionAreToldApart() {
        var id = OcspAnswer.id(leaf);

        assertThat(codeFor(by(ca.issuing).revoked(id, NOW.minus(DAY), RevocationReason.KEY_COMPROMISE)))
                .isEqualTo("revoked");
        assertThat(codeFor(by(ca.issuing).revoked(id, NOW.minus(DAY), RevocationReason.UNSPECIFIED)))
                .isEqualTo("revoked");
        assertThat(codeFor(by(ca.issuing).revoked(id, NOW.minus(DAY), RevocationReason.CERTIFICATE_HOLD)))
                .isEqualTo("suspended");
    }

    @Test
    void unknownIsNeitherGoodNorRevoked() {
        assertThat(codeFor(by(ca.issuing).unknown(OcspAnswer.id(leaf)))).isEqualTo("revocation-unavailable");
    }

    @ParameterizedTest(name = "OCSP status {0}")
    @ValueSource(ints = {1, 2, 3, 5, 6})
    void errorStatusIsNoAnswer(int status) {
        ca.fetcher.answering(OCSP, OcspAnswer.error(status));

        assertThat(code(ca.verify(directory, leaf))).isEqualTo("revocation-unavailable");
    }

    @Test
    void noMutationMakesARevokedCertificateGood() {
        byte[] revoked = by(ca.issuing)
                .revoked(OcspAnswer.id(leaf), NOW.minus(DAY), RevocationReason.KEY_COMPROMISE).forge();
        for (int i = 0; i < revoked.length; i++) {
            byte[] mutated = revoked.clone();
            mutated[i] ^= (byte) (1 << i % 8);
            ca.fetcher.answering(OCSP, mutated);
            assertThat(code(ca.verify(directory, leaf))).isIn("revoked", "revocation-unavailable");
        }
        ca.fetcher.answering(OCSP, Arrays.copyOf(revoked, revoked.length / 2));
        assertThat(code(ca.verify(directory, leaf))).isEqualTo("revocation-unavailable");
    }

    @Test
    void crlAnswersWhereOcspDoesNot() {
        ca.fetcher.answering(OCSP, OcspAnswer.error(3)).answering(ForgedCa.CRL, ForgedCa.goodCrl(ca.issuing));

        assertThat(code(ca.verify(directory, leaf))).isEqualTo("accepted");
    }

    private static CertificateID id(ForgedCertificate certificate, String digest) {
        return OcspAnswer.id(certificate, new ASN1ObjectIdentifier(digest));
    }
}
