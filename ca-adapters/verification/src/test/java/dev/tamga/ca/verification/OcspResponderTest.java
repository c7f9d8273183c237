package dev.tamga.ca.verification;

import java.util.List;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

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

/** OCSP answers: who may give them. */
class OcspResponderTest extends OcspCase {
    private static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";

    @Test
    void goodAnswerOfADelegateIsAccepted() {
        ForgedCertificate delegate = delegate(ca.issuing).forge();

        assertThat(codeFor(by(delegate).good(OcspAnswer.id(leaf)).withCertificate())).isEqualTo("accepted");
    }

    @Test
    void responderIsNamedByItsKeyToo() {
        assertThat(codeFor(OcspAnswer.byKeyOf(ca.issuing, NOW).good(OcspAnswer.id(leaf)))).isEqualTo("accepted");
        ForgedCertificate delegate = delegate(ca.issuing).forge();
        assertThat(codeFor(OcspAnswer.byKeyOf(delegate, NOW).good(OcspAnswer.id(leaf)).withCertificate()))
                .isEqualTo("accepted");
        assertThat(codeFor(OcspAnswer.byKeyOf(ca.root, NOW).good(OcspAnswer.id(leaf)).signedBy(ca.issuing.key())))
                .isEqualTo("revocation-unavailable");
    }

    /** RFC 6960 §4.2.2.2.1: without ocsp-nocheck the responder's own certificate is checked, by CRL. */
    @Test
    void delegateWithoutNoCheckNeedsACrlThatClearsIt() {
        ForgedCertificate silent = delegate(ca.issuing).without(NO_CHECK).forge();
        ForgedCertificate naming =
                delegate(ca.issuing).without(NO_CHECK).extension(ForgedExtension.crl(ForgedCa.CRL)).forge();

        assertThat(codeFor(by(silent).good(OcspAnswer.id(leaf)).withCertificate()))
                .isEqualTo("revocation-unavailable");
        assertThat(codeFor(by(naming).good(OcspAnswer.id(leaf)).withCertificate()))
                .as("its CRL is broken").isEqualTo("revocation-unavailable");
        ca.fetcher.answering(ForgedCa.CRL, ForgedCa.goodCrl(ca.issuing));
        assertThat(codeFor(by(naming).good(OcspAnswer.id(leaf)).withCertificate())).isEqualTo("accepted");
    }

    @Test
    void revokedDelegateIsNotBelieved() {
        ForgedCertificate delegate =
                delegate(ca.issuing).without(NO_CHECK).extension(ForgedExtension.crl(ForgedCa.CRL)).forge();
        ca.fetcher.answering(ForgedCa.CRL, ForgedCa.crl(ca.issuing)
                .revoke(delegate, NOW.minus(DAY), RevocationReason.KEY_COMPROMISE).forge());

        // The CRL of that list answers for the holder himself then, and says good; OCSP says nothing.
        ca.fetcher.answering(OCSP, by(delegate).revoked(OcspAnswer.id(leaf), NOW, RevocationReason.SUPERSEDED)
                .withCertificate().forge());
        assertThat(code(ca.verify(directory, leaf))).isEqualTo("accepted");
    }

    @Test
    void delegateThatMayNotSignIsNotBelieved() {
        ForgedCertificate encrypting = delegate(ca.issuing)
                .extension(ForgedExtension.keyUsage(KeyUsage.keyEncipherment)).forge();

        assertThat(codeFor(by(encrypting).good(OcspAnswer.id(leaf)).withCertificate()))
                .isEqualTo("revocation-unavailable");
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

    private Certificates delegate(ForgedCertificate issuer) {
        return Certificates.ocspResponder(issuer).subject("CN=Responder").valid(NOW.minus(DAY), NOW.plus(DAY));
    }
}
