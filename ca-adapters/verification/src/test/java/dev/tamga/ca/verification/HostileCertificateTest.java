package dev.tamga.ca.verification;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.SignInProof;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;

import static dev.tamga.ca.verification.ForgedCa.NOW;
import static dev.tamga.ca.verification.ForgedCa.code;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a stranger sends is answered with a refusal: no fault, no connection. */
class HostileCertificateTest {
    private static final Challenge CHALLENGE = TestChallenge.at(NOW);

    @TempDir
    private Path folder;

    private ForgedCa ca;
    private CertificateVerifier verifier;

    @BeforeEach
    void forgeCa() {
        ca = new ForgedCa();
        verifier = ca.verifier(ca.open(folder));
    }

    @AfterEach
    void nothingWasFetched() {
        assertThat(ca.fetcher.asked()).isEmpty();
    }

    @Test
    void megabyteIsRefusedUnread() {
        assertThat(codeOf(new byte[1024 * 1024])).isEqualTo("certificate-too-large");
    }

    @Test
    void garbageIsUnreadable() {
        byte[] garbage = new byte[900];
        new Random(1).nextBytes(garbage);

        assertThat(codeOf(garbage)).isEqualTo("certificate-unreadable");
        assertThat(codeOf(new byte[0])).isEqualTo("certificate-unreadable");
        assertThat(codeOf("-----BEGIN CERTIFICATE-----".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("certificate-unreadable");
        assertThat(codeOf(new byte[] {0x30, 0x00})).isEqualTo("certificate-unreadable");
    }

    @Test
    void everyTruncationIsUnreadable() {
        byte[] whole = ca.enterprise().forge().encoded();
        for (int length = 0; length < whole.length; length++) {
            assertThat(codeOf(Arrays.copyOf(whole, length))).isEqualTo("certificate-unreadable");
        }
        assertThat(codeOf(Arrays.copyOf(whole, whole.length + 1))).isEqualTo("certificate-unreadable");
    }

    @Test
    void everyMutationIsRefused() {
        byte[] whole = ca.enterprise().forge().encoded();
        for (int i = 0; i < whole.length; i++) {
            byte[] mutated = whole.clone();
            mutated[i] ^= (byte) (1 << i % 8);
            assertThat(codeOf(mutated))
                    .isIn("certificate-unreadable", "weak-algorithm", "untrusted-path", "unknown-ca");
        }
    }

    @Test
    void deepNestingIsUnreadable() {
        byte[] nested = new byte[16 * 1024];
        int length = 0;
        for (int start = nested.length - 4; start >= 0; start -= 4) {
            nested[start] = 0x30;
            nested[start + 1] = (byte) 0x82;
            nested[start + 2] = (byte) (length >> 8);
            nested[start + 3] = (byte) length;
            length += 4;
        }

        assertThat(codeOf(nested)).isEqualTo("certificate-unreadable");
    }

    @ParameterizedTest(name = "extension {0} with broken content")
    @ValueSource(strings = {"2.5.29.14", "2.5.29.15", "2.5.29.19", "2.5.29.31", "2.5.29.32", "2.5.29.35", "2.5.29.37",
        "1.3.6.1.5.5.7.1.1"})
    void brokenStandardExtensionIsUnreadable(String oid) {
        for (byte[] broken : new byte[][] {{0x30, 0x02, 0x31, 0x00}, {0x02, 0x01, 0x05}, {0x05, 0x00}, {0x30}, {}}) {
            String code = codeOf(ca.enterprise().extension(ForgedExtension.raw(oid, broken)).forge().encoded());
            assertThat(code).isNotEqualTo("accepted").isNotEqualTo("revocation-unavailable");
        }
    }

    @ParameterizedTest(name = "identity extension with {0}")
    @ValueSource(strings = {"", "0500", "0c", "0c0541", "a0148080", "30800000", "0c80", "ff", "31023100"})
    void brokenIdentityExtensionIdentifiesNobody(String hex) {
        byte[] content = java.util.HexFormat.of().parseHex(hex);
        ForgedCertificate leaf = ca.enterprise().extension(ForgedExtension.raw(ForgedCa.CODE_OID, content)).forge();
        FakeFetcher down = new FakeFetcher();
        CertificateVerifier blind = new CertificateVerifier(
                ca.open(folder), down, java.time.Clock.fixed(NOW, java.time.ZoneOffset.UTC));

        // Without revocation answers the holder is not reached; with them the holder is not identified. Neither is a
        // fault.
        assertThat(code(blind.verify(proof(leaf, CHALLENGE), CHALLENGE))).isEqualTo("revocation-unavailable");
        FakeFetcher up = new FakeFetcher().answering(ForgedCa.CRL, ForgedCa.goodCrl(ca.issuing));
        CertificateVerifier seeing = new CertificateVerifier(
                ca.open(folder), up, java.time.Clock.fixed(NOW, java.time.ZoneOffset.UTC));
        assertThat(code(seeing.verify(proof(leaf, CHALLENGE), CHALLENGE))).isEqualTo("holder-unidentified");
    }

    @ParameterizedTest(name = "signature algorithm {0}")
    @ValueSource(strings = {"1.2.840.113549.1.1.10", "1.2.840.113549.1.1.5", "1.2.840.113549.1.1.4",
        "1.2.840.10045.4.3.2", "1.2.840.10040.4.3", "1.3.101.112", "1.2.156.10197.1.301",
        "2.16.840.1.101.3.4.3.17", "2.16.840.1.114027.80.8.1.21", "1.3.6.1.4.1.18227.2.1", "2.999"})
    void oddSignatureAlgorithmsAreRefused(String oid) throws Exception {
        ASN1Encodable[] parameters = {null, DERNull.INSTANCE, new DERSequence(), new ASN1Integer(1),
            new DEROctetString(new byte[3]), new DERSequence(new DERSequence(new ASN1Integer(1)))};
        for (ASN1Encodable parameter : parameters) {
            AlgorithmIdentifier algorithm = new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid), parameter);
            assertThat(codeOf(OddCertificate.withAlgorithm(ca.issuing, algorithm)))
                    .isIn("unknown-ca", "untrusted-path", "certificate-unreadable");
        }
    }

    @Test
    void versionOneCertificateIsUnreadable() throws Exception {
        assertThat(codeOf(OddCertificate.versionOne(ca.issuing))).isEqualTo("certificate-unreadable");
    }

    @Test
    void duplicateExtensionIsUnreadable() throws Exception {
        assertThat(codeOf(OddCertificate.withExtensionTwice(ca.issuing, Extension.keyUsage)))
                .isEqualTo("certificate-unreadable");
    }

    @Test
    void keyThatIsNoPointOnTheCurveIsUnreadable() throws Exception {
        assertThat(codeOf(OddCertificate.offTheCurve(ca.issuing))).isEqualTo("certificate-unreadable");
    }

    @Test
    void keyWithExplicitCurveParametersIsWeak() throws Exception {
        assertThat(codeOf(OddCertificate.withExplicitCurve(ca.issuing))).isEqualTo("weak-algorithm");
    }

    private String codeOf(byte[] certificate) {
        return code(verifier.verify(new SignInProof(certificate, CHALLENGE.text(), new byte[64]), CHALLENGE));
    }

    private static SignInProof proof(ForgedCertificate leaf, Challenge challenge) {
        return new SignInProof(
                leaf.encoded(), challenge.text(), leaf.sign(challenge.text().getBytes(StandardCharsets.US_ASCII)));
    }
}
