package dev.tamga.rp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random values, hashes and comparisons over short texts. */
final class Text {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private Text() {
    }

    /** 256 random bits as 43 base64url characters. */
    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return BASE64_URL.encodeToString(bytes);
    }

    static boolean isRandom(String text) {
        return text.matches("[A-Za-z0-9_-]{43}");
    }

    /** SHA-256 of ASCII text, base64url. */
    static String hash(String ascii) {
        return BASE64_URL.encodeToString(sha256(ascii));
    }

    /** OpenID Connect Core §3.1.3.6: the left half of the hash. All allowed algorithms end in 256. */
    static String leftHalfOfHash(String ascii) {
        byte[] half = new byte[16];
        System.arraycopy(sha256(ascii), 0, half, 0, half.length);
        return BASE64_URL.encodeToString(half);
    }

    /** Equal, in time that does not depend on where they differ. */
    static boolean same(String expected, String found) {
        return found != null && MessageDigest.isEqual(bytes(expected), bytes(found));
    }

    /** At most {@code length} printable ASCII characters, so that a stranger's text cannot forge log lines. */
    static String shown(Object value, int length) {
        String text = String.valueOf(value).replaceAll("[^\\x20-\\x7E]", "?");
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }

    private static byte[] sha256(String ascii) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(ascii));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
