package dev.tamga.ca.chain;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;

import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

import dev.tamga.ca.sm2.Sm2Key;

/** The public key of a certificate, by what can be done with it. */
public sealed interface LeafKey {

    /** A point on the SM2 curve. */
    record Sm2(Sm2Key key) implements LeafKey {}

    /** An RSA key of any length; the profile says which lengths will do. */
    record Rsa(RSAPublicKey key) implements LeafKey {}

    /** Anything else: another curve, explicit parameters, a point off the curve. */
    record Foreign(String algorithm) implements LeafKey {}

    static LeafKey read(SubjectPublicKeyInfo key) {
        if (Sm2Key.isOnCurve(key)) {
            return Sm2Key.find(key).<LeafKey>map(Sm2::new).orElse(new Foreign("SM2 without a valid point"));
        }
        if (PKCSObjectIdentifiers.rsaEncryption.equals(key.getAlgorithm().getAlgorithm())) {
            return rsa(key);
        }
        return new Foreign(key.getAlgorithm().getAlgorithm().getId());
    }

    private static LeafKey rsa(SubjectPublicKeyInfo key) {
        try {
            return new Rsa((RSAPublicKey)
                    KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key.getEncoded())));
        } catch (GeneralSecurityException | IOException e) {
            return new Foreign("RSA without a valid modulus");
        }
    }
}
