package dev.tamga.ca.chain;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

import dev.tamga.ca.sm2.Sm2Key;
import dev.tamga.ca.sm2.Sm2Signature;

/** The signature algorithms that certificates, CRLs and OCSP answers may carry. SHA-1 is not among them. */
public enum Suite {
    SM2_SM3("1.2.156.10197.1.501", ""),
    RSA_SHA256("1.2.840.113549.1.1.11", "SHA256withRSA"),
    RSA_SHA384("1.2.840.113549.1.1.12", "SHA384withRSA"),
    RSA_SHA512("1.2.840.113549.1.1.13", "SHA512withRSA");

    private final String oid;
    private final String name;

    Suite(String oid, String name) {
        this.oid = oid;
        this.name = name;
    }

    public static Optional<Suite> find(AlgorithmIdentifier algorithm) {
        String oid = algorithm.getAlgorithm().getId();
        return Arrays.stream(values()).filter(suite -> suite.oid.equals(oid)).findFirst();
    }

    /** Whether a key made this signature over these bytes; false also for a key of another algorithm. */
    public boolean verifies(SubjectPublicKeyInfo key, byte[] signed, byte[] signature) {
        if (this == SM2_SM3) {
            return Sm2Key.find(key)
                    .flatMap(sm2 -> Sm2Signature.ofDer(signature).map(plain -> sm2.verifies(signed, plain)))
                    .orElse(false);
        }
        return LeafKey.read(key) instanceof LeafKey.Rsa rsa && verifiesRsa(rsa.key(), signed, signature);
    }

    private boolean verifiesRsa(PublicKey key, byte[] signed, byte[] signature) {
        try {
            Signature rsa = Signature.getInstance(name);
            rsa.initVerify(key);
            rsa.update(signed);
            return rsa.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature of another length than the modulus.
            return false;
        }
    }
}
