package dev.tamga.ca.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.ca.Refused;
import dev.tamga.ca.sm2.BouncyCastle;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/** Only what is listed is accepted, and each of the rest is refused as weak wherever on the path it stands. */
class AlgorithmTest {
    private static final ForgedCertificate SM2_ROOT = Forged.root("CN=SM2").forge();
    private static final ForgedCertificate RSA_ROOT = Forged.root("CN=RSA").key(ForgedKey.rsa(2048)).forge();
    private static final ForgedCertificate EC_ROOT = Forged.root("CN=EC").key(ForgedKey.p256()).forge();
    private static final String SHA1 = "1.3.14.3.2.26";
    private static final String SHA256 = "2.16.840.1.101.3.4.2.1";
    private static final String SHA384 = "2.16.840.1.101.3.4.2.2";

    @ParameterizedTest(name = "{0} is accepted")
    @EnumSource(names = {"SHA256_WITH_RSA", "SHA384_WITH_RSA", "SHA512_WITH_RSA", "SHA256_WITH_RSA_PSS"})
    void rsaWithSha2IsAccepted(SigningAlgorithm algorithm) {
        assertThat(Forged.trusting(RSA_ROOT).outcome(Forged.leaf(RSA_ROOT).algorithm(algorithm).forge()))
                .isEqualTo("accepted");
    }

    @Test
    void sm2AndEcdsaAreAccepted() {
        assertThat(Forged.trusting(SM2_ROOT).outcome(Forged.leaf(SM2_ROOT).forge())).isEqualTo("accepted");
        assertThat(Forged.trusting(SM2_ROOT).outcome(
                Forged.leaf(SM2_ROOT).algorithm(SigningAlgorithm.SM3_WITH_SM2_NULL).forge())).isEqualTo("accepted");
        assertThat(Forged.trusting(EC_ROOT).outcome(Forged.leaf(EC_ROOT).key(ForgedKey.p256()).forge()))
                .isEqualTo("accepted");
        assertThat(Forged.trusting(EC_ROOT).outcome(
                Forged.leaf(EC_ROOT).algorithm(SigningAlgorithm.SHA384_WITH_ECDSA).forge())).isEqualTo("accepted");
    }

    @Test
    void sha1IsWeakEverywhereBelowTheAnchor() {
        ForgedCertificate weak =
                Forged.ca(RSA_ROOT, "CN=Issuing").key(ForgedKey.rsa(2048))
                        .algorithm(SigningAlgorithm.SHA1_WITH_RSA).forge();
        ForgedCertificate oldRoot = Forged.root("CN=Old").key(ForgedKey.rsa(2048))
                .algorithm(SigningAlgorithm.SHA1_WITH_RSA).forge();

        assertThat(Forged.trusting(RSA_ROOT)
                .outcome(Forged.leaf(RSA_ROOT).algorithm(SigningAlgorithm.SHA1_WITH_RSA).forge()))
                .startsWith("weak-algorithm").contains("signature algorithm is 1.2.840.113549.1.1.5; expected SM2");
        assertThat(Forged.trusting(RSA_ROOT).with(weak).outcome(Forged.leaf(weak).forge()))
                .startsWith("weak-algorithm").contains("\"CN=Issuing,O=Forged,C=CN\": signature algorithm");
        assertThat(Forged.trusting(EC_ROOT)
                .outcome(Forged.leaf(EC_ROOT).algorithm(SigningAlgorithm.SHA1_WITH_ECDSA).forge()))
                .startsWith("weak-algorithm");
        assertThat(Forged.trusting(oldRoot).outcome(Forged.leaf(oldRoot).forge()))
                .as("an anchor's own signature proves nothing").isEqualTo("accepted");
    }

    @Test
    void shortRsaKeysAreWeakWhosesoever() {
        ForgedCertificate weakCa = Forged.ca(SM2_ROOT, "CN=Issuing").key(ForgedKey.rsa(1024)).forge();
        ForgedCertificate weakRoot = Forged.root("CN=Short").key(ForgedKey.rsa(1024)).forge();

        assertThat(Forged.trusting(SM2_ROOT).outcome(Forged.leaf(SM2_ROOT).key(ForgedKey.rsa(1024)).forge()))
                .startsWith("weak-algorithm").contains("RSA key has 1024 bits; expected 2048 to 4096");
        assertThat(Forged.trusting(SM2_ROOT).with(weakCa).outcome(Forged.leaf(weakCa).forge()))
                .startsWith("weak-algorithm").contains("RSA key has 1024 bits; expected 2048 to 8192");
        assertThat(Forged.trusting(weakRoot).outcome(Forged.leaf(weakRoot).forge())).startsWith("weak-algorithm");
    }

    @Test
    void rsaKeysOfHoldersEndAt4096BitsAndExponentsAreOdd() throws Exception {
        BigInteger modulus = BigInteger.ONE.shiftLeft(4999).setBit(0);

        assertThat(withKey(rsa(modulus, BigInteger.valueOf(65537))))
                .contains("RSA key has 5000 bits; expected 2048 to 4096");
        assertThat(withKey(rsa(BigInteger.ONE.shiftLeft(2047).setBit(0), BigInteger.valueOf(65536))))
                .contains("RSA exponent has 17 bits; expected an odd one");
        assertThat(withKey(rsa(BigInteger.ONE.shiftLeft(2047).setBit(0), BigInteger.ONE)))
                .doesNotStartWith("accepted");
    }

    @ParameterizedTest(name = "{0} is weak")
    @ValueSource(strings = {"P-224", "P-521", "secp256k1", "brainpoolP256r1"})
    void otherCurvesAreWeak(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BouncyCastle.PROVIDER);
        generator.initialize(new ECGenParameterSpec(curve));
        KeyPair pair = generator.generateKeyPair();
        ForgedKey key = ForgedKey.of(pair.getPrivate(), pair.getPublic(), SigningAlgorithm.SHA256_WITH_ECDSA);

        assertThat(Forged.trusting(SM2_ROOT).outcome(Forged.leaf(SM2_ROOT).key(key).forge()))
                .startsWith("weak-algorithm");
        ForgedCertificate ca = Forged.ca(SM2_ROOT, "CN=Issuing").key(key).forge();
        assertThat(Forged.trusting(SM2_ROOT).with(ca).outcome(Forged.leaf(ca).forge())).startsWith("weak-algorithm");
    }

    @Test
    void strongPathGoesBeforeAWeakOne() {
        ForgedKey key = ForgedKey.rsa(2048);
        ForgedCertificate weak =
                Forged.ca(RSA_ROOT, "CN=Issuing").key(key).algorithm(SigningAlgorithm.SHA1_WITH_RSA).forge();
        ForgedCertificate strong = Forged.ca(RSA_ROOT, "CN=Issuing").key(key).forge();

        assertThat(Forged.trusting(RSA_ROOT).with(weak, strong).outcome(Forged.leaf(weak).forge()))
                .isEqualTo("accepted");
    }

    @Test
    void weakAndUntrustedIsUntrusted() {
        assertThat(Forged.trusting(SM2_ROOT)
                .outcome(Forged.leaf(RSA_ROOT).algorithm(SigningAlgorithm.SHA1_WITH_RSA).forge()))
                .startsWith("untrusted-path");
        assertThat(Forged.trusting(SM2_ROOT).outcome(
                Forged.leaf(SM2_ROOT).key(ForgedKey.rsa(1024)).signedBy(ForgedKey.sm2()).forge()))
                .startsWith("untrusted-path");
    }

    @Test
    void parametersThatDoNotBelongAreNotAccepted() {
        assertThat(suite("1.2.840.10045.4.3.2", DERNull.INSTANCE)).isEmpty();
        assertThat(suite("1.2.840.10045.4.3.2", null)).isPresent();
        assertThat(suite("1.2.840.113549.1.1.11", new ASN1Integer(1))).isEmpty();
        assertThat(suite("1.2.840.113549.1.1.11", null)).isPresent();
        assertThat(suite("1.2.840.113549.1.1.11", DERNull.INSTANCE)).isPresent();
        assertThat(suite("1.2.156.10197.1.501", new DERSequence())).isEmpty();
        assertThat(suite("1.2.840.113549.1.1.4", DERNull.INSTANCE)).as("MD5").isEmpty();
        assertThat(suite("1.2.840.10045.4.3.1", null)).as("ECDSA with SHA-224").isEmpty();
        assertThat(suite("1.2.840.113549.1.1.14", DERNull.INSTANCE)).as("RSA with SHA-224").isEmpty();
    }

    @Test
    void pssHasOneStrongDigestForTextAndMask() {
        assertThat(pss(SHA256, SHA256, 32, 1)).isPresent();
        assertThat(pss(SHA256, SHA256, 222, 1)).as("as much as fits, OpenSSL 3.0").isPresent();
        assertThat(pss(SHA384, SHA384, 48, 1)).isPresent();
        assertThat(pss(SHA1, SHA1, 20, 1)).isEmpty();
        assertThat(pss(SHA256, SHA1, 32, 1)).isEmpty();
        assertThat(pss(SHA256, SHA384, 32, 1)).isEmpty();
        assertThat(pss(SHA256, SHA256, 0, 1)).isEmpty();
        assertThat(pss(SHA256, SHA256, 32, 2)).isEmpty();
        assertThat(suite("1.2.840.113549.1.1.10", null)).as("its defaults are SHA-1").isEmpty();
        assertThat(suite("1.2.840.113549.1.1.10", DERNull.INSTANCE)).isEmpty();
        assertThat(suite("1.2.840.113549.1.1.10", new DERSequence())).isEmpty();
    }

    @Test
    void pssSignatureWithAnotherSaltThanItsParametersSayIsWrong() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        byte[] text = {1, 2, 3};
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 222, 1));
        signature.initSign(pair.getPrivate());
        signature.update(text);
        byte[] signed = signature.sign();

        assertThat(pss(SHA256, SHA256, 222, 1).orElseThrow().verifies(key, text, signed)).isTrue();
        assertThat(pss(SHA256, SHA256, 32, 1).orElseThrow().verifies(key, text, signed)).isFalse();
        assertThat(Suite.RSA_SHA256.verifies(key, text, signed)).isFalse();
    }

    @Test
    void suiteOfAnotherKindThanTheKeyNeverVerifies() {
        byte[] text = {1, 2, 3};
        ForgedKey sm2 = ForgedKey.sm2();
        ForgedKey ec = ForgedKey.p256();

        assertThat(Suite.SM2_SM3.verifies(sm2.publicKeyInfo(), text, sm2.sign(text))).isTrue();
        assertThat(Suite.ECDSA_SHA256.verifies(sm2.publicKeyInfo(), text, sm2.sign(text))).isFalse();
        assertThat(Suite.ECDSA_SHA256.verifies(ec.publicKeyInfo(), text, ec.sign(text))).isTrue();
        assertThat(Suite.SM2_SM3.verifies(ec.publicKeyInfo(), text, ec.sign(text))).isFalse();
        assertThat(Suite.RSA_SHA256.verifies(ec.publicKeyInfo(), text, ec.sign(text))).isFalse();
    }

    private static Optional<Suite> suite(String oid, ASN1Encodable parameters) {
        return Suite.find(new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid), parameters));
    }

    private static Optional<Suite> pss(String digest, String mask, int salt, int trailer) {
        RSASSAPSSparams parameters = new RSASSAPSSparams(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(digest)),
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1,
                        new AlgorithmIdentifier(new ASN1ObjectIdentifier(mask))),
                new ASN1Integer(salt),
                new ASN1Integer(trailer));
        return suite("1.2.840.113549.1.1.10", parameters);
    }

    private static SubjectPublicKeyInfo rsa(BigInteger modulus, BigInteger exponent) throws IOException {
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                new RSAPublicKey(modulus, exponent));
    }

    private static String withKey(SubjectPublicKeyInfo key) throws IOException {
        HandMade certificate = HandMade.by(SM2_ROOT);
        certificate.key = key;
        try {
            new ChainBuilder(Forged.trusting(SM2_ROOT).material())
                    .check(CertificateReader.read(certificate.der()), Forged.NOW);
            return "accepted";
        } catch (Refused refused) {
            return refused.getMessage();
        }
    }
}
