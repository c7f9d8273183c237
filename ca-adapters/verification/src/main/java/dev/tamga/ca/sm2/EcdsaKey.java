package dev.tamga.ca.sm2;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/**
 * An ECDSA public key on P-256 or P-384 (FIPS 186-5 §6.4.2): a point on the curve, never at infinity. Thread-safe.
 * Bouncy Castle and not the JDK: with a key seen before it verifies five times as fast (measurements.md).
 */
public final class EcdsaKey {
    private final Curve curve;
    private final ECPublicKeyParameters point;

    private EcdsaKey(Curve curve, ECPublicKeyParameters point) {
        this.curve = curve;
        this.point = point;
    }

    /** The curves that are accepted, and the digest that goes with each where a signature names none. */
    public enum Curve {
        P256("P-256", SECObjectIdentifiers.secp256r1, 32, "SHA-256"),
        P384("P-384", SECObjectIdentifiers.secp384r1, 48, "SHA-384");

        private final ASN1ObjectIdentifier oid;
        private final int size;
        private final String digest;
        private final PointReader points;
        private final SeenKeys<EcdsaKey> seen;

        Curve(String name, ASN1ObjectIdentifier oid, int size, String digest) {
            this.oid = oid;
            this.size = size;
            this.digest = digest;
            this.points = new PointReader(CustomNamedCurves.getByName(name));
            this.seen = new SeenKeys<>(point -> points.read(point).map(found -> new EcdsaKey(this, found)));
        }

        /** Bytes of r and of s. */
        public int size() {
            return size;
        }

        /** The digest of this curve's strength, as {@link MessageDigest} names it. */
        public String digest() {
            return digest;
        }
    }

    /** The curve that a key names by its OID; explicit parameters never are one. */
    public static Optional<Curve> curveOf(SubjectPublicKeyInfo key) {
        if (!X9ObjectIdentifiers.id_ecPublicKey.equals(key.getAlgorithm().getAlgorithm())
                || !(key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier named)) {
            return Optional.empty();
        }
        return Arrays.stream(Curve.values()).filter(curve -> curve.oid.equals(named)).findFirst();
    }

    /** The key, or nothing where it is no uncompressed point on one of the curves. */
    public static Optional<EcdsaKey> find(SubjectPublicKeyInfo key) {
        return key.getPublicKeyData().getPadBits() == 0
                ? curveOf(key).flatMap(curve -> curve.seen.find(key.getPublicKeyData().getOctets()))
                : Optional.empty();
    }

    public Curve curve() {
        return curve;
    }

    /** Strict DER, or r‖s; read into r‖s. */
    public Optional<byte[]> plain(byte[] signature) {
        Optional<byte[]> der = ofDer(signature);
        return der.isEmpty() && signature.length == 2 * curve.size ? Optional.of(signature.clone()) : der;
    }

    /** Strict DER alone: what certificates, CRLs and OCSP answers carry. */
    public Optional<byte[]> ofDer(byte[] signature) {
        return SignaturePair.ofDer(signature, curve.size);
    }

    /**
     * Whether r‖s signs a message. An s in the upper half is accepted: smart cards do not normalise it, and a challenge
     * is single use, so that a second spelling of one signature gains nothing.
     *
     * @param digest as {@link MessageDigest} names it
     */
    public boolean verifies(String digest, byte[] message, byte[] plainSignature) {
        return verifies(digest, ByteBuffer.wrap(message), plainSignature);
    }

    /** The same over a part of an array, which is not copied. */
    public boolean verifies(String digest, ByteBuffer message, byte[] plainSignature) {
        if (plainSignature.length != 2 * curve.size
                || !SignaturePair.isInRange(plainSignature, curve.points.order())) {
            return false;
        }
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, point);
        return signer.verifySignature(
                Digests.of(digest, message),
                new BigInteger(1, plainSignature, 0, curve.size),
                new BigInteger(1, plainSignature, curve.size, curve.size));
    }
}
