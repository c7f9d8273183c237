package dev.tamga.ca.chain;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

import dev.tamga.ca.sm2.Sm2Signature;

/**
 * A signature algorithm that certificates, CRLs, OCSP answers and proofs may carry. What is not listed here is not
 * accepted: SHA-1 and MD5 are not, nor are parameters that do not belong.
 */
public final class Suite {
    public static final Suite SM2_SM3 = new Suite(Kind.SM2, "SM3");
    public static final Suite RSA_SHA256 = new Suite(Kind.RSA, "SHA256withRSA");
    public static final Suite RSA_SHA384 = new Suite(Kind.RSA, "SHA384withRSA");
    public static final Suite RSA_SHA512 = new Suite(Kind.RSA, "SHA512withRSA");
    /** RSASSA-PSS as RFC 8017 suggests it: MGF1 with SHA-256 and a salt of 32 bytes. */
    public static final Suite PSS_SHA256 =
            pss(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    public static final Suite ECDSA_SHA256 = new Suite(Kind.ECDSA, "SHA-256");
    public static final Suite ECDSA_SHA384 = new Suite(Kind.ECDSA, "SHA-384");

    /** What {@link #find} accepts, in words for a refusal. */
    public static final String ACCEPTED =
            "SM2 with SM3, RSA (PKCS#1 v1.5 or PSS) with SHA-256, SHA-384 or SHA-512, ECDSA with SHA-256 or SHA-384";

    private static final Map<String, Suite> BY_OID = Map.of(
            "1.2.156.10197.1.501", SM2_SM3,
            "1.2.840.113549.1.1.11", RSA_SHA256,
            "1.2.840.113549.1.1.12", RSA_SHA384,
            "1.2.840.113549.1.1.13", RSA_SHA512,
            "1.2.840.10045.4.3.2", ECDSA_SHA256,
            "1.2.840.10045.4.3.3", ECDSA_SHA384);

    private enum Kind {
        SM2,
        RSA,
        PSS,
        ECDSA
    }

    private final Kind kind;
    private final String name;
    private final PSSParameterSpec pss;

    private Suite(Kind kind, String name) {
        this(kind, name, null);
    }

    private Suite(Kind kind, String name, PSSParameterSpec pss) {
        this.kind = kind;
        this.name = name;
        this.pss = pss;
    }

    /** RSASSA-PSS with these parameters; {@link PssParameters} reads them from an identifier. */
    static Suite pss(PSSParameterSpec parameters) {
        return new Suite(Kind.PSS, "RSASSA-PSS", parameters);
    }

    public static Optional<Suite> find(AlgorithmIdentifier algorithm) {
        if (PKCSObjectIdentifiers.id_RSASSA_PSS.equals(algorithm.getAlgorithm())) {
            return PssParameters.read(algorithm.getParameters()).map(Suite::pss);
        }
        return Optional.ofNullable(BY_OID.get(algorithm.getAlgorithm().getId()))
                .filter(suite -> suite.takes(algorithm.getParameters()));
    }

    /** The digest as {@link java.security.MessageDigest} names it, or {@code SM3}. */
    public String digest() {
        return switch (kind) {
            case SM2, ECDSA -> name;
            case RSA -> name.replace("withRSA", "").replace("SHA", "SHA-");
            case PSS -> pss.getDigestAlgorithm();
        };
    }

    /** Whether a key made this signature over these bytes; false also for a key of another algorithm. */
    public boolean verifies(SubjectPublicKeyInfo key, byte[] signed, byte[] signature) {
        return verifies(LeafKey.read(key), signed, signature);
    }

    /** The same with a key that was read before. */
    public boolean verifies(LeafKey key, byte[] signed, byte[] signature) {
        return verifies(key, ByteBuffer.wrap(signed), signature);
    }

    /** The same over a part of an array, which is not copied: a CRL has tens of megabytes. */
    public boolean verifies(LeafKey key, ByteBuffer signed, byte[] signature) {
        return switch (key) {
            case LeafKey.Sm2 sm2 -> kind == Kind.SM2
                    && Sm2Signature.ofDer(signature).map(plain -> sm2.key().verifies(signed, plain)).orElse(false);
            case LeafKey.Rsa rsa -> (kind == Kind.RSA || kind == Kind.PSS) && isByRsa(rsa.key(), signed, signature);
            case LeafKey.Ec ec -> kind == Kind.ECDSA
                    && ec.key().ofDer(signature).map(plain -> ec.key().verifies(name, signed, plain)).orElse(false);
            case LeafKey.Foreign foreign -> false;
        };
    }

    // RFC 4055 §5: for RSA both NULL and nothing must be accepted. CFCA writes NULL with SM2. RFC 5758 §3.2: ECDSA has
    // none.
    private boolean takes(ASN1Encodable parameters) {
        return parameters == null || kind != Kind.ECDSA && DERNull.INSTANCE.equals(parameters);
    }

    private boolean isByRsa(PublicKey key, ByteBuffer signed, byte[] signature) {
        try {
            Signature rsa = Signature.getInstance(name);
            if (pss != null) {
                rsa.setParameter(pss);
            }
            rsa.initVerify(key);
            rsa.update(signed.duplicate());
            return rsa.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature of another length than the modulus, or a modulus too short for the digest and salt.
            return false;
        }
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
