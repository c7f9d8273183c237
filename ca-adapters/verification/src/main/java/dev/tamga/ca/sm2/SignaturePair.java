package dev.tamga.ca.sm2;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** What an elliptic-curve signature is: two numbers r and s, here always as r‖s of a fixed size each. */
final class SignaturePair {
    private SignaturePair() {}

    /**
     * {@code SEQUENCE { r INTEGER, s INTEGER }} in the one form that DER allows (X.690 §8.3.2, §10.1).
     *
     * @param size bytes of r and of s; at most 48, so that all lengths are short ones
     */
    static Optional<byte[]> ofDer(byte[] der, int size) {
        int longest = 2 + 2 * (2 + 1 + size);
        if (der.length < 8 || der.length > longest || der[0] != 0x30 || der[1] != der.length - 2) {
            return Optional.empty();
        }
        byte[] plain = new byte[2 * size];
        int second = integer(der, 2, plain, 0);
        return second > 0 && integer(der, second, plain, size) == der.length
                ? Optional.of(plain)
                : Optional.empty();
    }

    /** Whether r and s are both in [1, n-1] (GB/T 32918.2 §7.1, FIPS 186-5 §6.4.2). */
    static boolean isInRange(byte[] plain, BigInteger n) {
        int size = plain.length / 2;
        return isBetween(new BigInteger(1, plain, 0, size), n) && isBetween(new BigInteger(1, plain, size, size), n);
    }

    private static boolean isBetween(BigInteger number, BigInteger n) {
        return number.signum() > 0 && number.compareTo(n) < 0;
    }

    /** Reads one positive INTEGER into half of r‖s; returns where the next element begins, or -1. */
    private static int integer(byte[] der, int at, byte[] plain, int to) {
        int size = plain.length / 2;
        if (at + 2 > der.length || der[at] != 0x02 || der[at + 1] < 1 || at + 2 + der[at + 1] > der.length) {
            return -1;
        }
        byte[] content = Arrays.copyOfRange(der, at + 2, at + 2 + der[at + 1]);
        BigInteger value = new BigInteger(content);
        // toByteArray is the shortest form: any padding differs from it.
        if (value.signum() <= 0 || value.bitLength() > 8 * size || !Arrays.equals(value.toByteArray(), content)) {
            return -1;
        }
        byte[] magnitude = content[0] == 0 ? Arrays.copyOfRange(content, 1, content.length) : content;
        System.arraycopy(magnitude, 0, plain, to + size - magnitude.length, magnitude.length);
        return at + 2 + content.length;
    }
}
