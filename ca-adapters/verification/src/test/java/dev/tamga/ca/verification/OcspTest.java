package dev.tamga.ca.verification;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.OcspAnswer;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.verification.ForgedCa.DAY;
import static dev.tamga.ca.verification.ForgedCa.NOW;
import static dev.tamga.ca.verification.ForgedCa.OCSP;
import static dev.tamga.ca.verification.ForgedCa.code;
import static org.assertj.core.api.Assertions.assertThat;

/** OCSP answers: who may give them, for what, and how long they hold. No CRL is there to help out. */
class OcspTest {
    @TempDir
    private Path folder;

    private ForgedCa ca;
    private CaDirectory directory;
    private ForgedCertificate leaf;

    @BeforeEach
    void forgeCa() {
        ca = new ForgedCa();
        directory = ca.open(folder);
        ca.fetcher.answering(ForgedCa.CRL, new byte[0]);
        leaf = ca.enterprise().extension(ForgedExtension.access("OCSP " + OCSP)).forge();
    }

    @Test
    void goodAnswerOfTheIssuerIsAccepted() {
        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(leaf)))).isEqualTo("accepted");
        assertThat(ca.fetcher.asked()).containsExactly(OCSP);
    }

    @Test
    void schemeThatBjcaWritesIsAskedOverHttp() {
        leaf = ca.enterprise().extension(ForgedExtension.access("OCSP OCSP://ocsp.example.org/")).forge();

        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(leaf)))).isEqualTo("accepted");
    }

    @Test
    void goodAnswerOfADelegateIsAccepted() {
        ForgedCertificate delegate = delegate(ca.issuing).forge();

        assertThat(codeFor(by(delegate).good(OcspAnswer.id(leaf)).withCertificate())).isEqualTo("accepted");
    }

    @Test
    void responderWithoutAuthorityIsNotBelieved() {
        ForgedCertificate stranger = Certificates.root().subject("CN=Stranger")
                .valid(NOW.minus(DAY), NOW.plus(DAY)).forge();
        ForgedCertificate holder = ca.enterprise().forge();
        ForgedCertificate server = delegate(ca.issuing)
                .extension(ForgedExtension.extendedKeyUsage(KeyPurposeId.id_kp_serverAuth)).forge();
        ForgedCertificate ofTheRoot = delegate(ca.root).forge();
        ForgedCertificate expired = delegate(ca.issuing).notAfter(NOW.minusSeconds(1)).forge();
        ForgedCertificate forged = delegate(ca.issuing).signedBy(ForgedKey.sm2()).forge();

        for (ForgedCertificate responder : List.of(stranger, holder, server, ofTheRoot, expired, forged)) {
            assertThat(codeFor(by(responder).good(OcspAnswer.id(leaf)).withCertificate()))
                    .isEqualTo("revocation-unavailable");
        }
    }

    @Test
    void answerSignedByAnotherKeyIsNotBelieved() {
        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(leaf)).signedBy(ForgedKey.sm2())))
                .isEqualTo("revocation-unavailable");
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
    void nonceIsComparedWhereItIsAnswered() {
        ca.fetcher.answering(OCSP, request -> by(ca.issuing).good(OcspAnswer.id(leaf)).nonce(nonce(request)).forge());
        assertThat(code(ca.verify(directory, leaf))).isEqualTo("accepted");

        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(leaf)).nonce(new byte[32])))
                .isEqualTo("revocation-unavailable");
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

    @Test
    void revokedByTheFirstSourceIsNotAskedAgain() {
        ca.fetcher.answering(ForgedCa.CRL, ForgedCa.goodCrl(ca.issuing));

        assertThat(codeFor(by(ca.issuing).revoked(OcspAnswer.id(leaf), NOW, RevocationReason.SUPERSEDED)))
                .isEqualTo("revoked");
        assertThat(ca.fetcher.asked()).containsExactly(OCSP);
    }

    private OcspAnswer by(ForgedCertificate responder) {
        return OcspAnswer.by(responder, NOW);
    }

    private Certificates delegate(ForgedCertificate issuer) {
        return Certificates.ocspResponder(issuer).subject("CN=Responder").valid(NOW.minus(DAY), NOW.plus(DAY));
    }

    private String codeFor(OcspAnswer answer) {
        ca.fetcher.answering(OCSP, answer.forge());
        return code(ca.verify(directory, leaf));
    }

    private static byte[] nonce(byte[] request) {
        var extension = OCSPRequest.getInstance(request).getTbsRequest().getRequestExtensions()
                .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        return ASN1OctetString.getInstance(extension.getParsedValue()).getOctets();
    }
}
