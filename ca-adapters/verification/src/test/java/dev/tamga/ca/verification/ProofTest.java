package dev.tamga.ca.verification;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.SignInProof;
import dev.tamga.forge.Cms;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedKey;

import static dev.tamga.ca.verification.ForgedCa.NOW;
import static dev.tamga.ca.verification.ForgedCa.code;
import static org.assertj.core.api.Assertions.assertThat;

/** What was signed and how: other challenges, all accepted forms of a signature, and the odd ones that are not. */
class ProofTest {
    private static final String ORIGIN = "http://localhost:9000";
    private static final Challenge EXPECTED = TestChallenge.at(NOW);
    private static final byte[] TEXT = EXPECTED.text().getBytes(StandardCharsets.US_ASCII);
    private static final BigInteger ORDER =
            new BigInteger("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123", 16);

    @TempDir
    private Path folder;

    private ForgedCa ca;
    private CaDirectory directory;
    private ForgedCertificate leaf;

    @BeforeEach
    void forgeCa() {
        ca = new ForgedCa();
        directory = ca.open(folder);
        leaf = ca.enterprise().forge();
    }

    @Test
    void signatureOverAnotherChallengeIsRefusedByWhatDiffers() {
        assertThat(signed(TestChallenge.of(Purpose.SIGN_IN, ORIGIN, "m", NOW))).isEqualTo("challenge-unknown");
        assertThat(signed(TestChallenge.of(Purpose.SIGN_IN, ORIGIN, "n", NOW.plusSeconds(1))))
                .isEqualTo("challenge-unknown");
        assertThat(signed(TestChallenge.of(Purpose.SIGN_IN, "https://evil.example", "n", NOW)))
                .isEqualTo("wrong-origin");
        assertThat(signed(TestChallenge.of(Purpose.BIND, ORIGIN, "n", NOW))).isEqualTo("wrong-purpose");
        assertThat(signed(new Challenge(
                Purpose.SIGN_IN, ORIGIN, EXPECTED.nonce(), EXPECTED.expiresAt(), "b".repeat(43))))
                .isEqualTo("wrong-purpose");
    }

    @ParameterizedTest(name = "text {0}")
    @ValueSource(strings = {"", "TAMGA-1", "TAMGA-1 sign-in", "TAMGA-2 a b c d e", "标书正文", "\u0000"})
    void textThatIsNoChallengeIsUnknown(String text) {
        byte[] signature = leaf.sign(text.getBytes(StandardCharsets.UTF_8));

        assertThat(code(ca.verifier(directory).verify(new SignInProof(leaf.encoded(), text, signature), EXPECTED)))
                .isEqualTo("challenge-unknown");
    }

    @Test
    void challengeIsRefusedAfterItsExpiry() {
        Challenge old = TestChallenge.of(Purpose.SIGN_IN, ORIGIN, "n", NOW.minusSeconds(301));
        byte[] signature = leaf.sign(old.text().getBytes(StandardCharsets.US_ASCII));

        assertThat(code(ca.verifier(directory).verify(new SignInProof(leaf.encoded(), old.text(), signature), old)))
                .isEqualTo("challenge-expired");
    }

    @Test
    void missingPartsAreRefused() {
        CertificateVerifier verifier = ca.verifier(directory);

        assertThat(code(verifier.verify(new SignInProof(null, null, null), EXPECTED)))
                .isEqualTo("certificate-unreadable");
        assertThat(code(verifier.verify(new SignInProof(leaf.encoded(), null, null), EXPECTED)))
                .isEqualTo("challenge-unknown");
        assertThat(code(verifier.verify(new SignInProof(leaf.encoded(), EXPECTED.text(), null), EXPECTED)))
                .isEqualTo("signature-format-unknown");
    }

    @Test
    void lineThatDiffersInSpellingAloneIsRefused() {
        String text = EXPECTED.text() + " ";

        assertThat(code(ca.verifier(directory).verify(
                new SignInProof(leaf.encoded(), text, leaf.sign(text.getBytes(StandardCharsets.US_ASCII))), EXPECTED)))
                .isEqualTo("challenge-unknown");
    }

    @Test
    void expectedTextWithASignatureOverAnotherTextIsInvalid() {
        String other = TestChallenge.of(Purpose.BIND, ORIGIN, "n", NOW).text();

        assertThat(proof(leaf.sign(other.getBytes(StandardCharsets.US_ASCII)))).isEqualTo("signature-invalid");
        assertThat(proof(ForgedKey.sm2().sign(TEXT))).isEqualTo("signature-invalid");
    }

    @Test
    void allThreeBareFormsAreAccepted() {
        byte[] der = leaf.sign(TEXT);
        BigInteger[] rs = integers(der);

        assertThat(proof(der)).isEqualTo("accepted");
        assertThat(proof(concat(fixed(rs[0], 32), fixed(rs[1], 32)))).isEqualTo("accepted");
        assertThat(proof(concat(fixed(rs[0], 64), fixed(rs[1], 64)))).isEqualTo("accepted");
    }

    @Test
    void oddSm2SignaturesAreRefused() {
        BigInteger[] rs = integers(leaf.sign(TEXT));
        BigInteger r = rs[0];
        BigInteger s = rs[1];

        assertThat(proof(concat(fixed(BigInteger.ZERO, 32), fixed(s, 32)))).isEqualTo("signature-invalid");
        assertThat(proof(concat(fixed(r, 32), fixed(BigInteger.ZERO, 32)))).isEqualTo("signature-invalid");
        assertThat(proof(concat(fixed(ORDER, 32), fixed(s, 32)))).isEqualTo("signature-invalid");
        assertThat(proof(concat(fixed(r, 32), fixed(ORDER.subtract(BigInteger.ONE), 32))))
                .isEqualTo("signature-invalid");
        // ECDSA's malleable twin is none of SM2's.
        assertThat(proof(concat(fixed(r, 32), fixed(ORDER.subtract(s), 32)))).isEqualTo("signature-invalid");
        assertThat(proof(concat(fixed(s, 32), fixed(r, 32)))).isEqualTo("signature-invalid");
        assertThat(proof(concat(fixed(r.add(ORDER.shiftLeft(8)), 64), fixed(s, 64)))).isNotEqualTo("accepted");
    }

    @Test
    void derIsStrict() {
        byte[] der = leaf.sign(TEXT);
        byte[] longLength = concat(new byte[] {0x30, (byte) 0x81, der[1]}, Arrays.copyOfRange(der, 2, der.length));
        byte[] indefinite = concat(concat(new byte[] {0x30, (byte) 0x80}, Arrays.copyOfRange(der, 2, der.length)),
                new byte[2]);
        byte[] trailing = Arrays.copyOf(der, der.length + 1);
        byte[] padded = padded(der);
        byte[] truncated = Arrays.copyOf(der, der.length - 1);

        assertThat(List.of(longLength, indefinite, trailing, padded, truncated, new byte[0], new byte[] {0x30},
                        new byte[63], new byte[65], new byte[64 * 1024 + 1]))
                .allSatisfy(signature -> assertThat(proof(signature)).isEqualTo("signature-format-unknown"));
    }

    @Test
    void cmsIsAcceptedAttachedAndDetachedWithEitherOids() {
        assertThat(proof(cms().forge())).isEqualTo("accepted");
        assertThat(proof(cms().detached().forge())).isEqualTo("accepted");
        assertThat(proof(cms().gm().forge())).isEqualTo("accepted");
        assertThat(proof(cms().gm().detached().withoutCertificate().forge())).isEqualTo("accepted");
        assertThat(proof(cms().withSignedAttributes().forge())).isEqualTo("accepted");
        assertThat(proof(cms().gm().withSignedAttributes().detached().forge())).isEqualTo("accepted");
    }

    @ParameterizedTest(name = "CMS with digest and signature {0}")
    @ValueSource(strings = {
        "1.2.156.10197.1.401 1.2.156.10197.1.301.1",
        "1.2.156.10197.1.401 1.2.156.10197.1.301",
        "1.2.156.10197.1.401.2 1.2.156.10197.1.301.3"
    })
    void namesThatCasWriteForSm2AreAccepted(String oids) {
        String[] names = oids.split(" ");

        assertThat(proof(cms().naming(oid(names[0]), oid(names[1])).forge())).isEqualTo("accepted");
    }

    @Test
    void oddCmsIsRefused() {
        ForgedCertificate other = ca.enterprise().forge();

        assertThat(proof(cms().withoutZ().forge())).isEqualTo("signature-invalid");
        assertThat(proof(Cms.of(other, TEXT).forge())).isEqualTo("signature-format-unknown");
        assertThat(proof(Cms.of(leaf, "another text".getBytes(StandardCharsets.US_ASCII)).forge()))
                .isEqualTo("signature-invalid");
        assertThat(proof(cms().types(oid("1.2.840.113549.1.7.3"), oid("1.2.840.113549.1.7.1")).forge()))
                .isEqualTo("signature-format-unknown");
        assertThat(proof(cms().types(oid("1.2.840.113549.1.7.2"), oid("1.2.3.4")).forge()))
                .isEqualTo("signature-format-unknown");
        assertThat(proof(cms().naming(oid("1.3.14.3.2.26"), oid("1.2.156.10197.1.501")).forge()))
                .isEqualTo("weak-algorithm");
        assertThat(proof(cms().naming(oid("2.16.840.1.101.3.4.2.1"), oid("1.2.840.113549.1.1.11")).forge()))
                .isEqualTo("signature-invalid");
        assertThat(proof(Arrays.copyOf(cms().forge(), 40))).isEqualTo("signature-format-unknown");
    }

    @Test
    void cmsWithAnotherContentSignerOrCertificateIsRefused() throws IOException {
        ForgedCertificate other = ca.enterprise().forge();
        SignedData sound = signedData(cms().forge());
        ContentInfo foreignText = new ContentInfo(
                PKCSObjectIdentifiers.data, new DEROctetString("other".getBytes(StandardCharsets.US_ASCII)));
        DERSet foreignCertificate = new DERSet(other.holder().toASN1Structure());
        DERSet twoSigners = new DERSet(new ASN1Encodable[] {
            sound.getSignerInfos().getObjectAt(0),
            signedData(Cms.of(other, TEXT).forge()).getSignerInfos().getObjectAt(0)
        });

        assertThat(rebuilt(sound, sound.getEncapContentInfo(), sound.getCertificates(), sound.getSignerInfos()))
                .isEqualTo("accepted");
        assertThat(rebuilt(sound, foreignText, sound.getCertificates(), sound.getSignerInfos()))
                .isEqualTo("signature-invalid");
        assertThat(rebuilt(sound, sound.getEncapContentInfo(), foreignCertificate, sound.getSignerInfos()))
                .isEqualTo("signature-format-unknown");
        assertThat(rebuilt(sound, sound.getEncapContentInfo(), sound.getCertificates(), twoSigners))
                .isEqualTo("signature-format-unknown");
        assertThat(rebuilt(sound, sound.getEncapContentInfo(), sound.getCertificates(), new DERSet()))
                .isEqualTo("signature-format-unknown");
    }

    private String rebuilt(SignedData data, ContentInfo content, ASN1Set certificates, ASN1Set signers)
            throws IOException {
        SignedData changed = new SignedData(data.getDigestAlgorithms(), content, certificates, null, signers);
        return proof(new ContentInfo(PKCSObjectIdentifiers.signedData, changed).getEncoded("DER"));
    }

    private static SignedData signedData(byte[] cms) {
        return SignedData.getInstance(ContentInfo.getInstance(cms).getContent());
    }

    @Test
    void rsaIsAcceptedBareAndInCms() {
        ForgedCertificate rsa = ca.enterprise().key(ForgedKey.rsa(2048)).forge();
        leaf = rsa;

        assertThat(proof(rsa.sign(TEXT))).isEqualTo("accepted");
        assertThat(proof(cms().forge())).isEqualTo("accepted");
        assertThat(proof(Arrays.copyOf(rsa.sign(TEXT), 255))).isEqualTo("signature-format-unknown");
        assertThat(proof(new byte[256])).isEqualTo("signature-invalid");
        assertThat(proof(rsa.key().sign(TEXT, dev.tamga.forge.SigningAlgorithm.SHA1_WITH_RSA)))
                .isEqualTo("weak-algorithm");
    }

    @Test
    void nothingIsFetchedBeforePossessionIsProven() {
        proof(ForgedKey.sm2().sign(TEXT));
        signed(TestChallenge.of(Purpose.BIND, ORIGIN, "n", NOW));
        proof(new byte[10]);
        assertThat(ca.fetcher.asked()).isEmpty();

        proof(leaf.sign(TEXT));
        assertThat(ca.fetcher.asked()).isNotEmpty();
    }

    @Test
    void everyMutationOfACmsIsAnsweredWithoutAFault() {
        byte[] cms = cms().gm().forge();
        for (int i = 0; i < cms.length; i++) {
            byte[] mutated = cms.clone();
            mutated[i] ^= (byte) (1 << i % 8);
            assertThat(proof(mutated)).isNotNull();
        }
    }

    private Cms cms() {
        return Cms.of(leaf, TEXT);
    }

    private String signed(Challenge other) {
        byte[] signature = leaf.sign(other.text().getBytes(StandardCharsets.US_ASCII));
        return code(ca.verifier(directory).verify(new SignInProof(leaf.encoded(), other.text(), signature), EXPECTED));
    }

    private String proof(byte[] signature) {
        return code(ca.verifier(directory).verify(new SignInProof(leaf.encoded(), EXPECTED.text(), signature),
                EXPECTED));
    }

    private static ASN1ObjectIdentifier oid(String dots) {
        return new ASN1ObjectIdentifier(dots);
    }

    private static BigInteger[] integers(byte[] der) {
        ASN1Sequence sequence = ASN1Sequence.getInstance(der);
        return new BigInteger[] {
            org.bouncycastle.asn1.ASN1Integer.getInstance(sequence.getObjectAt(0)).getValue(),
            org.bouncycastle.asn1.ASN1Integer.getInstance(sequence.getObjectAt(1)).getValue()
        };
    }

    /** The same SEQUENCE with a superfluous zero octet in front of r. */
    private static byte[] padded(byte[] der) {
        byte[] rest = Arrays.copyOfRange(der, 4, der.length);
        return concat(new byte[] {0x30, (byte) (der[1] + 1), 0x02, (byte) (der[3] + 1), 0x00}, rest[0] < 0
                ? concat(new byte[] {0}, rest) : rest);
    }

    private static byte[] fixed(BigInteger number, int size) {
        byte[] bytes = new byte[size];
        byte[] magnitude = number.toByteArray();
        int skip = Math.max(0, magnitude.length - size);
        System.arraycopy(magnitude, skip, bytes, size - magnitude.length + skip, magnitude.length - skip);
        return bytes;
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
