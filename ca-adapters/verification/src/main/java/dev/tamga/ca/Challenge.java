package dev.tamga.ca;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a key signs: one ASCII line, single spaces, no line end,
 * {@code TAMGA-1 <purpose> <origin> <nonce> <expires> <binds>}. Origin-bound, so that a signature for one site is
 * useless to another; purpose-bound, so that a sign-in signature cannot bind a key or sign a document.
 *
 * @param origin RFC 6454 serialisation of the origin that the assistant saw
 * @param nonce 256 random bits, base64url without padding: 43 characters
 * @param expiresAt whole seconds
 * @param binds {@code -}, or the base64url SHA-256 of the data shown, see {@link #binds(Map)}
 */
public record Challenge(Purpose purpose, String origin, String nonce, Instant expiresAt, String binds) {
    /** Nothing beyond the challenge itself was shown to the bidder. */
    public static final String NOTHING = "-";
    /** The longest line that is read at all. */
    public static final int MAX_LENGTH = 400;

    private static final String VERSION = "TAMGA-1";
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{43}");
    // No user info, no path, no default port; brackets are an IPv6 address.
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(?:[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?|\\[[0-9a-f:.]{2,45}])"
                    + "(?::[1-9][0-9]{0,4})?");
    private static final Pattern EXPIRES = Pattern.compile("[1-9][0-9]{0,11}");

    /** What the signature is for. */
    public enum Purpose {
        SIGN_IN("sign-in"),
        BIND("bind"),
        ADD_KEY("add-key"),
        UNFREEZE("unfreeze");

        private final String word;

        Purpose(String word) {
            this.word = word;
        }

        /** The word in the signed line. */
        public String word() {
            return word;
        }

        /** @throws IllegalArgumentException if the word names no purpose */
        public static Purpose of(String word) {
            return Arrays.stream(values())
                    .filter(purpose -> purpose.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> malformed("purpose", "sign-in, bind, add-key or unfreeze"));
        }
    }

    public Challenge {
        require(ORIGIN.matcher(origin).matches(), "origin", "scheme://host[:port], lower case");
        require(NONCE.matcher(nonce).matches(), "nonce", "43 base64url characters");
        require(EXPIRES.matcher(Long.toString(expiresAt.getEpochSecond())).matches(), "expires", "Unix seconds");
        require(expiresAt.getNano() == 0, "expires", "whole seconds");
        require(binds.equals(NOTHING) || NONCE.matcher(binds).matches(), "binds", "- or 43 base64url characters");
    }

    /** The line to sign. */
    public String text() {
        return String.join(
                " ", VERSION, purpose.word(), origin, nonce, Long.toString(expiresAt.getEpochSecond()), binds);
    }

    /**
     * Reads a line; {@code parse(line).text()} is that line again.
     *
     * @throws IllegalArgumentException naming the field that is not of its form
     */
    public static Challenge parse(String line) {
        require(line.length() <= MAX_LENGTH, "length", "at most " + MAX_LENGTH + " characters");
        String[] fields = line.split(" ", -1);
        require(fields.length == 6 && fields[0].equals(VERSION), "line", VERSION + " and five fields");
        require(EXPIRES.matcher(fields[4]).matches(), "expires", "Unix seconds");
        return new Challenge(
                Purpose.of(fields[1]),
                fields[2],
                fields[3],
                Instant.ofEpochSecond(Long.parseLong(fields[4])),
                fields[5]);
    }

    /**
     * Digest of the data that was shown: base64url SHA-256 of the RFC 8785 (JCS) form of a JSON object with string
     * members only; {@link #NOTHING} for an empty one.
     */
    public static String binds(Map<String, String> shown) {
        if (shown.isEmpty()) {
            return NOTHING;
        }
        StringBuilder json = new StringBuilder("{");
        // RFC 8785 §3.2.3: members sorted by UTF-16 code units, as String.compareTo does.
        new TreeMap<>(shown).forEach((name, value) -> {
            json.append(json.length() == 1 ? "" : ",");
            quote(json, name);
            json.append(':');
            quote(json, value);
        });
        byte[] form = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(form));
    }

    /** RFC 8785 §3.2.2.2. */
    private static void quote(StringBuilder json, String value) {
        json.append('"');
        for (char c : value.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> json.append(c < 0x20 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        json.append('"');
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void require(boolean holds, String field, String expected) {
        if (!holds) {
            throw malformed(field, expected);
        }
    }

    private static IllegalArgumentException malformed(String field, String expected) {
        return new IllegalArgumentException("challenge: " + field + " is not " + expected);
    }
}
