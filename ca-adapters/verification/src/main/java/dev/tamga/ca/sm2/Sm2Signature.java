package dev.tamga.ca.sm2;

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

    /** {@code SEQUENCE { r INTEGER, s INTEGER }} in the one form that DER allows. */
    public static Optional<byte[]> ofDer(byte[] der) {
        return SignaturePair.ofDer(der, Sm2Key.SIZE);
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
