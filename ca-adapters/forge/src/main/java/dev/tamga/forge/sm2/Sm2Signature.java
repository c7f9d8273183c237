package dev.tamga.forge.sm2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.util.BigIntegers;

/** SM2 signatures in the forms that keys and servers hand out. DER is {@code SEQUENCE {r, s}}. */
public final class Sm2Signature {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Sm2Signature() {}

    /** r‖s, 64 bytes: SKF style. */
    public static byte[] raw(byte[] der) {
        return padded(der, 32);
    }

    /** ECCSIGNATUREBLOB, 128 bytes: r and s right-aligned in 64 bytes each. */
    public static byte[] blob(byte[] der) {
        return padded(der, 64);
    }

    /** DER of any r and s, also of impossible ones. */
    public static byte[] der(BigInteger r, BigInteger s) {
        try {
            return new DERSequence(new ASN1Integer[] {new ASN1Integer(r), new ASN1Integer(s)}).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** DER over SM3(text) instead of SM3(Z‖text): what a BJCA server of 2016 did. */
    public static byte[] withoutZ(PrivateKey key, byte[] text) {
        return sign(((ECPrivateKey) key).getS(), sm3(text));
    }

    public static byte[] sm3(byte[] text) {
        SM3Digest digest = new SM3Digest();
        digest.update(text, 0, text.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    /** GB/T 32918.2 §6.1, steps A3 to A7. */
    private static byte[] sign(BigInteger d, byte[] hash) {
        BigInteger n = CURVE.getN();
        BigInteger e = new BigInteger(1, hash);
        BigInteger k = BigIntegers.createRandomInRange(BigInteger.ONE, n.subtract(BigInteger.ONE), RANDOM);
        BigInteger x = CURVE.getG().multiply(k).normalize().getAffineXCoord().toBigInteger();
        BigInteger r = e.add(x).mod(n);
        BigInteger s = d.add(BigInteger.ONE).modInverse(n).multiply(k.subtract(r.multiply(d))).mod(n);
        return der(r, s);
    }

    private static byte[] padded(byte[] der, int width) {
        ASN1Sequence pair = ASN1Sequence.getInstance(der);
        byte[] both = Arrays.copyOf(half(pair, 0, width), 2 * width);
        System.arraycopy(half(pair, 1, width), 0, both, width, width);
        return both;
    }

    private static byte[] half(ASN1Sequence pair, int index, int width) {
        return BigIntegers.asUnsignedByteArray(width, ASN1Integer.getInstance(pair.getObjectAt(index)).getValue());
    }
}
