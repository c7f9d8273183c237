package dev.tamga.ca.chain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests that name keys and certificates. */
public final class Hashes {
    private Hashes() {}

    public static byte[] sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }

    public static String sha256Hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    /** RFC 5280 §4.2.1.2: how a key id is usually made. A name, never a proof. */
    public static byte[] sha1(byte[] bytes) {
        return digest("SHA-1", bytes);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
