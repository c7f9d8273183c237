package dev.tamga.ca.chain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import dev.tamga.ca.sm2.BouncyCastle;

/** Digests that name keys and certificates. */
public final class Hashes {
    private static final Map<String, String> DIGESTS = Map.of(
            "1.3.14.3.2.26", "SHA-1",
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512",
            "1.2.156.10197.1.401", "SM3");

    private Hashes() {}

    public static byte[] sha256(byte[] bytes) {
        return of("SHA-256", bytes);
    }

    public static String sha256Hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    /** The bytes of a digest that was kept as hex. */
    public static byte[] ofHex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** RFC 5280 §4.2.1.2: how a key id is usually made. A name, never a proof. */
    public static byte[] sha1(byte[] bytes) {
        return of("SHA-1", bytes);
    }

    /** By the digest's OID: SHA-1, SHA-256, SHA-384, SHA-512 or SM3; empty for another. */
    public static Optional<byte[]> find(String oid, byte[] bytes) {
        return Optional.ofNullable(DIGESTS.get(oid)).map(name -> of(name, bytes));
    }

    static byte[] of(String algorithm, byte[] bytes) {
        try {
            return (algorithm.equals("SM3")
                            ? MessageDigest.getInstance(algorithm, BouncyCastle.PROVIDER)
                            : MessageDigest.getInstance(algorithm))
                    .digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK and Bouncy Castle have " + algorithm, e);
        }
    }
}
