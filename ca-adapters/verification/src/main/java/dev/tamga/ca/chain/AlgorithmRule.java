package dev.tamga.ca.chain;

import java.util.Optional;

/**
 * Which keys and signature algorithms are strong enough, by an allow-list. What stands in a certificate is an answer to
 * two questions: is its key one of ours, and is the algorithm that signed it?
 */
final class AlgorithmRule {
    private static final int LEAST_RSA_BITS = 2048;
    // Above, RSA only costs time. CAs may afford it: their keys are few.
    private static final int MOST_RSA_BITS = 4096;
    private static final int MOST_RSA_BITS_OF_CA = 8192;
    private static final int MOST_EXPONENT_BITS = 64;

    private AlgorithmRule() {}

    /** What is wrong with the key of a certificate; nothing where it will do. */
    static Optional<String> faultOfKey(CertificateView certificate) {
        return switch (certificate.key()) {
            case LeafKey.Sm2 sm2 -> Optional.empty();
            case LeafKey.Ec ec -> Optional.empty();
            case LeafKey.Rsa rsa -> faultOf(
                    rsa, certificate.extensions().isCa() ? MOST_RSA_BITS_OF_CA : MOST_RSA_BITS);
            case LeafKey.Foreign foreign -> Optional.of("key is " + foreign.algorithm()
                    + "; expected SM2, RSA of " + LEAST_RSA_BITS + " bits or more, or ECDSA on P-256 or P-384");
        };
    }

    /** What is wrong with the algorithm that signed a certificate. An anchor's proves nothing and is never asked. */
    static Optional<String> faultOfSignature(CertificateView certificate) {
        return certificate.suite().isPresent()
                ? Optional.empty()
                : Optional.of("signature algorithm is " + certificate.signatureAlgorithm()
                        + "; expected " + Suite.ACCEPTED);
    }

    private static Optional<String> faultOf(LeafKey.Rsa rsa, int most) {
        int bits = rsa.key().getModulus().bitLength();
        int exponentBits = rsa.key().getPublicExponent().bitLength();
        if (bits < LEAST_RSA_BITS || bits > most) {
            return Optional.of("RSA key has " + bits + " bits; expected " + LEAST_RSA_BITS + " to " + most);
        }
        boolean sound = rsa.key().getPublicExponent().testBit(0)
                && exponentBits >= 2
                && exponentBits <= MOST_EXPONENT_BITS
                && rsa.key().getModulus().testBit(0);
        return sound
                ? Optional.empty()
                : Optional.of("RSA exponent has " + exponentBits + " bits; expected an odd one of 2 to "
                        + MOST_EXPONENT_BITS + " and an odd modulus");
    }
}
