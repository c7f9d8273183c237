package dev.tamga.ca.verification;

import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.ca.fetch.Fetcher;
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
    private static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";

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
    void nonceThatTheCaAlwaysAnswersIsDemanded() {
        directory = ca.with("timeout: PT4S", "timeout: PT4S\n  ocsp-nonce: required").open(folder);
        ca.fetcher.answering(OCSP, request -> by(ca.issuing).good(OcspAnswer.id(leaf)).nonce(nonce(request)).forge());
        assertThat(code(ca.verify(directory, leaf))).isEqualTo("accepted");

        assertThat(codeFor(by(ca.issuing).good(OcspAnswer.id(leaf)))).isEqualTo("revocation-unavailable");
    }

    @Test
    void nonceIsNotSentWhereTheCaSignsAhead() {
        directory = ca.with("timeout: PT4S", "timeout: PT4S\n  ocsp-nonce: none").open(folder);
        ca.fetcher.answering(OCSP, request -> {
            assertThat(OCSPRequest.getInstance(request).getTbsRequest().getRequestExtensions()).isNull();
            return by(ca.issuing).good(OcspAnswer.id(leaf)).forge();
        });

        assertThat(code(ca.verify(directory, leaf))).isEqualTo("accepted");
    }

    /** RFC 6960 appendix A.1. */
    @Test
    void requestGoesByGetWhereTheCaWantsIt() {
        directory = ca.with("timeout: PT4S", "timeout: PT4S\n  ocsp-method: get").open(folder);
        List<Fetcher.Request> asked = new ArrayList<>();
        Fetcher fetcher = request -> {
            asked.add(request);
            return new Fetcher.Answer(200, by(ca.issuing).good(OcspAnswer.id(leaf)).forge());
        };

        assertThat(code(ca.verify(new CertificateVerifier(directory, fetcher, Clock.fixed(NOW, ZoneOffset.UTC)), leaf)))
                .isEqualTo("accepted");
        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.post()).isEmpty();
            String address = request.address().toString();
            assertThat(address).startsWith(OCSP).hasSizeLessThanOrEqualTo(255);
            String path = address.substring(OCSP.length());
            assertThat(path).doesNotContain("/", "+", "=");
            byte[] sent = Base64.getDecoder().decode(URLDecoder.decode(path, StandardCharsets.US_ASCII));
            assertThat(OCSPRequest.getInstance(sent).getTbsRequest().getRequestList().size()).isEqualTo(1);
        });
    }

    @Test
    void requestThatIsTooLongForGetIsPosted() {
        String longer = OCSP + "x".repeat(100) + "/";
        leaf = ca.enterprise().extension(ForgedExtension.access("OCSP " + longer)).forge();
        directory = ca.with("timeout: PT4S", "timeout: PT4S\n  ocsp-method: get").open(folder);
        ca.fetcher.answering(longer, by(ca.issuing).good(OcspAnswer.id(leaf)).forge());

        assertThat(code(ca.verify(directory, leaf))).isEqualTo("accepted");
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

    /** CVE-2023-28857: whoever makes a certificate does not choose whom this server asks. */
    @Test
    void addressesInACertificateAreAskedOnlyIfTheCasHostsHoldThem() {
        for (String address : List.of(
                "http://attacker.example.net/", "ldap://ocsp.example.org/", "http://169.254.169.254/latest/",
                "http://ocsp.example.org:8080/", "http://user@ocsp.example.org/", "file:///etc/passwd")) {
            leaf = ca.enterprise()
                    .extension(ForgedExtension.crl(address))
                    .extension(ForgedExtension.access("OCSP " + address)).forge();
            assertThat(code(ca.verify(directory, leaf))).isEqualTo("revocation-unavailable");
        }
        assertThat(ca.fetcher.asked()).isEmpty();
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

    private static CertificateID id(ForgedCertificate certificate, String digest) {
        return OcspAnswer.id(certificate, new ASN1ObjectIdentifier(digest));
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
