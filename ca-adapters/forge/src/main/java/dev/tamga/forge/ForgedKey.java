package dev.tamga.forge;

import java.io.OutputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key pair and the algorithm it signs with by default. */
public final class ForgedKey {
    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final SigningAlgorithm algorithm;

    private ForgedKey(PrivateKey privateKey, PublicKey publicKey, SigningAlgorithm algorithm) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.algorithm = algorithm;
    }

    /** SM2 on sm2p256v1; signs SM3 with Z and user id 1234567812345678. */
    public static ForgedKey sm2() {
        return generate("EC", new ECGenParameterSpec("sm2p256v1"), SigningAlgorithm.SM3_WITH_SM2);
    }

    /** RSA with SHA-256. */
    public static ForgedKey rsa(int bits) {
        return generate(
                "RSA",
                new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4),
                SigningAlgorithm.SHA256_WITH_RSA);
    }

    /** NIST P-256 with SHA-256: a key that no recognised CA issues. */
    public static ForgedKey p256() {
        return generate("EC", new ECGenParameterSpec("P-256"), SigningAlgorithm.SHA256_WITH_ECDSA);
    }

    /** NIST P-384 with SHA-384. */
    public static ForgedKey p384() {
        return generate("EC", new ECGenParameterSpec("P-384"), SigningAlgorithm.SHA384_WITH_ECDSA);
    }

    /** A key that was kept. */
    public static ForgedKey of(PrivateKey privateKey, PublicKey publicKey, SigningAlgorithm algorithm) {
        return new ForgedKey(privateKey, publicKey, algorithm);
    }

    public PrivateKey privateKey() {
        return privateKey;
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    /** The signature as the default algorithm writes it: DER for SM2 and ECDSA, PKCS#1 for RSA. */
    public byte[] sign(byte[] text) {
        return sign(text, algorithm);
    }

    public byte[] sign(byte[] text, SigningAlgorithm by) {
        return Forging.of(() -> {
            Signature signature = Signature.getInstance(by.jcaName(), BouncyCastle.PROVIDER);
            signature.initSign(privateKey);
            signature.update(text);
            return signature.sign();
        });
    }

    public SubjectPublicKeyInfo publicKeyInfo() {
        return SubjectPublicKeyInfo.getInstance(publicKey.getEncoded());
    }

    ContentSigner signer(SigningAlgorithm by) {
        ContentSigner signer = Forging.of(() ->
                new JcaContentSignerBuilder(by.jcaName()).setProvider(BouncyCastle.PROVIDER).build(privateKey));
        return new NamedSigner(signer, by.identifier());
    }

    private static ForgedKey generate(String family, AlgorithmParameterSpec size, SigningAlgorithm algorithm) {
        return Forging.of(() -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(family, BouncyCastle.PROVIDER);
            generator.initialize(size);
            KeyPair pair = generator.generateKeyPair();
            return new ForgedKey(pair.getPrivate(), pair.getPublic(), algorithm);
        });
    }

    /** Signs as another signer does and names the algorithm as it is told. */
    private record NamedSigner(ContentSigner signer, AlgorithmIdentifier identifier) implements ContentSigner {
        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return identifier;
        }

        @Override
        public OutputStream getOutputStream() {
            return signer.getOutputStream();
        }

        @Override
        public byte[] getSignature() {
            return signer.getSignature();
        }
    }
}
