package dev.tamga.ca.sm2;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;

/** An SM2 public key: a point on the curve, never at infinity (GB/T 32918). */
public final class Sm2Key {
    /** Bytes of one coordinate, and of r and s. */
    public static final int SIZE = 32;

    // GB/T 35276 §10: the default user id. No other is accepted, so that nobody can choose Z.
    private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
    // The hand-written curve: five times as fast as the generic one of GMNamedCurves.
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
    private static final int REMEMBERED = 2048;
    // Keys seen before keep the multiples that the curve precomputes for their point: verification is twice as fast.
    private static final Map<Encoded, Sm2Key> SEEN = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Encoded, Sm2Key> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final ECPublicKeyParameters point;

    private Sm2Key(ECPublicKeyParameters point) {
        this.point = point;
    }

    /** Whether a key is an elliptic-curve key on the SM2 curve, named by its OID; explicit parameters never are. */
    public static boolean isOnCurve(SubjectPublicKeyInfo key) {
        return X9ObjectIdentifiers.id_ecPublicKey.equals(key.getAlgorithm().getAlgorithm())
                && key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve
                && GMObjectIdentifiers.sm2p256v1.equals(curve);
    }

    /** The key, or nothing where it is no uncompressed point on the SM2 curve. */
    public static Optional<Sm2Key> find(SubjectPublicKeyInfo key) {
        if (!isOnCurve(key) || key.getPublicKeyData().getPadBits() != 0) {
            return Optional.empty();
        }
        byte[] encoded = key.getPublicKeyData().getOctets();
        if (encoded.length != 1 + 2 * SIZE || encoded[0] != 4) {
            return Optional.empty();
        }
        synchronized (SEEN) {
            return Optional.ofNullable(SEEN.computeIfAbsent(new Encoded(encoded), Sm2Key::decode));
        }
    }

    /** Whether r and s (32 bytes each, one after the other) sign a message: SM3 over Z and the message. */
    public boolean verifies(byte[] message, byte[] plainSignature) {
        if (plainSignature.length != 2 * SIZE || !isInRange(plainSignature, 0) || !isInRange(plainSignature, SIZE)) {
            return false;
        }
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        signer.init(false, new ParametersWithID(point, USER_ID));
        signer.update(message, 0, message.length);
        return signer.verifySignature(plainSignature);
    }

    // GB/T 32918.2 §7.1: r and s in [1, n-1].
    private static boolean isInRange(byte[] signature, int from) {
        BigInteger number = new BigInteger(1, Arrays.copyOfRange(signature, from, from + SIZE));
        return number.signum() > 0 && number.compareTo(DOMAIN.getN()) < 0;
    }

    private static Sm2Key decode(Encoded encoded) {
        try {
            return new Sm2Key(new ECPublicKeyParameters(CURVE.getCurve().decodePoint(encoded.bytes), DOMAIN));
        } catch (IllegalArgumentException e) {
            // Not on the curve.
            return null;
        }
    }

    private record Encoded(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Encoded encoded && Arrays.equals(bytes, encoded.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
