package dev.tamga.ca.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

import dev.tamga.ca.sm2.EcdsaKey;
import dev.tamga.ca.sm2.Sm2Key;

/** The public key of a certificate, by what can be done with it. */
public sealed interface LeafKey {
    /** id-ecPublicKey (RFC 5480 §2.1.1). */
    String X9_EC_KEY = "1.2.840.10045.2.1";

    /** A point on the SM2 curve. */
    record Sm2(Sm2Key key) implements LeafKey {}

    /** An RSA key of any length; {@link AlgorithmRule} says which lengths will do. */
    record Rsa(RSAPublicKey key) implements LeafKey {}

    /** A point on P-256 or P-384. */
    record Ec(EcdsaKey key) implements LeafKey {}

    /** Anything else: another curve, explicit parameters, a point off the curve. */
    record Foreign(String algorithm) implements LeafKey {}

    static LeafKey read(SubjectPublicKeyInfo key) {
        if (Sm2Key.isOnCurve(key)) {
            return Sm2Key.find(key).<LeafKey>map(Sm2::new).orElse(new Foreign("SM2 without a valid point"));
        }
        if (EcdsaKey.curveOf(key).isPresent()) {
            return EcdsaKey.find(key).<LeafKey>map(Ec::new).orElse(new Foreign("ECDSA without a valid point"));
        }
        if (PKCSObjectIdentifiers.rsaEncryption.equals(key.getAlgorithm().getAlgorithm())) {
            return rsa(key);
        }
        return new Foreign(key.getAlgorithm().getAlgorithm().getId());
    }

    /** Whether a key claims to be of a kind that is known here and is none: a point off its curve, no modulus. */
    static boolean isBroken(SubjectPublicKeyInfo key) {
        ASN1Encodable parameters = key.getAlgorithm().getParameters();
        // RFC 5480 §2.1.1: the curve is named; implicitCurve must not be used.
        boolean isKnown = Sm2Key.isOnCurve(key)
                || EcdsaKey.curveOf(key).isPresent()
                || PKCSObjectIdentifiers.rsaEncryption.equals(key.getAlgorithm().getAlgorithm())
                || X9_EC_KEY.equals(key.getAlgorithm().getAlgorithm().getId())
                        && (parameters == null || DERNull.INSTANCE.equals(parameters));
        return isKnown && read(key) instanceof Foreign;
    }

    private static LeafKey rsa(SubjectPublicKeyInfo key) {
        // RFC 3279 §2.3.1: the parameters are NULL.
        ASN1Encodable parameters = key.getAlgorithm().getParameters();
        if (parameters != null && !DERNull.INSTANCE.equals(parameters)) {
            return new Foreign("RSA with parameters");
        }
        try {
            return new Rsa((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(numbers(key)));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return new Foreign("RSA without a valid modulus");
        }
    }

    // RFC 8017 §3.1. The JDK would read negative numbers as positive ones: a second spelling of a key.
    private static RSAPublicKeySpec numbers(SubjectPublicKeyInfo key) throws IOException {
        var numbers = org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(key.parsePublicKey());
        BigInteger modulus = numbers.getModulus();
        BigInteger exponent = numbers.getPublicExponent();
        boolean isSound = modulus.signum() > 0 && modulus.testBit(0) && exponent.compareTo(BigInteger.TWO) > 0
                && Arrays.equals(numbers.getEncoded("DER"), key.getPublicKeyData().getOctets());
        if (!isSound) {
            throw new IOException("modulus is not odd and positive, exponent below 3, or they are not DER");
        }
        return new RSAPublicKeySpec(modulus, exponent);
    }
}
