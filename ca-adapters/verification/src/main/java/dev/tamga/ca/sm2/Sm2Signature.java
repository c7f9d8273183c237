package dev.tamga.ca.sm2;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** The three bare forms of an SM2 signature, read into r‖s of 32 bytes each. */
public final class Sm2Signature {
    private static final int HALF = 64;

    private Sm2Signature() {}

    /** Whatever form it has, in the order of ca-certificates.md §4: strict DER, 64 bytes, 128 bytes. */
    public static Optional<byte[]> plain(byte[] signature) {
        Optional<byte[]> der = ofDer(signature);
        if (der.isPresent()) {
            return der;
        }
        return switch (signature.length) {
            case 2 * Sm2Key.SIZE -> Optional.of(signature.clone());
            case 2 * HALF -> ofBlob(signature);
            default -> Optional.empty();
        };
    }

    /** {@code SEQUENCE { r INTEGER, s INTEGER }} in the one form that DER allows (X.690 §8.3.2, §10.1). */
    public static Optional<byte[]> ofDer(byte[] der) {
        // At most 2 + 2 * (2 + 33) bytes: all lengths are short ones.
        if (der.length < 8 || der.length > 72 || der[0] != 0x30 || der[1] != der.length - 2) {
            return Optional.empty();
        }
        byte[] plain = new byte[2 * Sm2Key.SIZE];
        int second = integer(der, 2, plain, 0);
        return second > 0 && integer(der, second, plain, Sm2Key.SIZE) == der.length
                ? Optional.of(plain)
                : Optional.empty();
    }

    /** Reads one positive INTEGER; returns where the next element begins, or -1. */
    private static int integer(byte[] der, int at, byte[] plain, int to) {
        if (at + 2 > der.length || der[at] != 0x02 || der[at + 1] < 1 || at + 2 + der[at + 1] > der.length) {
            return -1;
        }
        byte[] content = Arrays.copyOfRange(der, at + 2, at + 2 + der[at + 1]);
        BigInteger value = new BigInteger(content);
        // toByteArray is the shortest form: any padding differs from it.
        if (value.signum() <= 0 || value.bitLength() > 8 * Sm2Key.SIZE
                || !Arrays.equals(value.toByteArray(), content)) {
            return -1;
        }
        byte[] magnitude = content[0] == 0 ? Arrays.copyOfRange(content, 1, content.length) : content;
        System.arraycopy(magnitude, 0, plain, to + Sm2Key.SIZE - magnitude.length, magnitude.length);
        return at + 2 + content.length;
    }

    /** GM/T 0016 ECCSIGNATUREBLOB: r and s right-aligned in 64 bytes each. */
    private static Optional<byte[]> ofBlob(byte[] blob) {
        byte[] plain = new byte[2 * Sm2Key.SIZE];
        for (int half = 0; half < 2; half++) {
            for (int i = 0; i < HALF - Sm2Key.SIZE; i++) {
                if (blob[half * HALF + i] != 0) {
                    return Optional.empty();
                }
            }
            System.arraycopy(blob, half * HALF + HALF - Sm2Key.SIZE, plain, half * Sm2Key.SIZE, Sm2Key.SIZE);
        }
        return Optional.of(plain);
    }
}
