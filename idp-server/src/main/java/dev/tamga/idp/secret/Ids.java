package dev.tamga.idp.secret;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;

/** Makes identifiers (26 lower-case base32 characters, 128 bits) and secrets (43 base64url characters, 256 bits). */
public final class Ids {
    // RFC 4648's characters in the order of their code points, so that ids sort as the time they were made at.
    private static final char[] BASE32 = "234567abcdefghijklmnopqrstuvwxyz".toCharArray();

    private final SecureRandom random;
    private final Clock clock;

    public Ids(SecureRandom random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /** 128 random bits: for what must not tell when it was made, such as a subject. */
    public String random() {
        return base32(bytes(16), 26);
    }

    /** 48 bits of time, then 80 random bits: rows made together lie together in the index. */
    public String next() {
        return next(clock.millis());
    }

    /** The same for a time of the caller's. @param millis since the epoch */
    public String next(long millis) {
        return withTime(bytes(16), millis);
    }

    /** No id of that time or later sorts before this one, and every id of an earlier time does. */
    public static String first(long millis) {
        return withTime(new byte[16], millis);
    }

    /** When an id of {@link #next} was made: its first ten characters are the 48 bits of time and two more. */
    public static long millis(String id) {
        long bits = 0;
        for (int i = 0; i < 10; i++) {
            bits = bits << 5 | Arrays.binarySearch(BASE32, id.charAt(i));
        }
        return bits >> 2;
    }

    private static String withTime(byte[] id, long millis) {
        long rest = millis;
        for (int i = 5; i >= 0; i--) {
            id[i] = (byte) rest;
            rest >>= 8;
        }
        return base32(id, 26);
    }

    /** Ten characters for a human to read out. */
    public String incident() {
        return base32(bytes(7), 10);
    }

    /** 256 random bits as base64url: a token, a code, a nonce, a cookie. */
    public String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String base32(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder(length);
        int buffer = 0;
        int bits = 0;
        for (int i = 0; text.length() < length; ) {
            if (bits < 5) {
                buffer = (buffer << 8 | (i < bytes.length ? bytes[i] & 0xff : 0)) & 0xffff;
                i++;
                bits += 8;
            }
            bits -= 5;
            text.append(BASE32[buffer >> bits & 31]);
        }
        return text.toString();
    }
}
