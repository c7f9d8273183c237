package dev.tamga.idp.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code TAMGA_MASTER_KEY}, from which every key of the installation but the identity key is derived by HKDF-SHA-256
 * (RFC 5869). All nodes share it; it is never stored.
 */
public final class MasterKey {
    private final byte[] pseudorandomKey;
    private final List<MasterKey> earlier;

    private MasterKey(byte[] pseudorandomKey, List<MasterKey> earlier) {
        this.pseudorandomKey = pseudorandomKey;
        this.earlier = earlier;
    }

    /**
     * @param name of the environment variable, for the message
     * @param base64 32 bytes
     * @throws IllegalArgumentException naming the variable, never its value
     */
    public static MasterKey of(String name, String base64) {
        return new MasterKey(hmac("tamga".getBytes(StandardCharsets.US_ASCII), decode(name, base64)), List.of());
    }

    /**
     * The same key, which takes over from others: what those made is accepted, and nothing is made by them any more.
     *
     * @param base64 of keys of 32 bytes, the latest first, between commas; null or empty for none
     */
    public MasterKey after(String name, String base64) {
        return new MasterKey(pseudorandomKey, Stream.of(base64 == null ? new String[0] : base64.split(","))
                .filter(text -> !text.isBlank())
                .map(text -> of(name, text))
                .toList());
    }

    /** Whether others are accepted as well. */
    public boolean isReplacing() {
        return !earlier.isEmpty();
    }

    /** Reads 32 bytes of base64. */
    public static byte[] decode(String name, String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64 == null ? "" : base64.strip());
            if (key.length == 32) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // The one message below says what is expected; the value itself must not be repeated.
        }
        throw new IllegalArgumentException(
                name + " is not set to 32 bytes in base64; make one with: openssl rand -base64 32");
    }

    /** A key of 32 bytes for one purpose: HKDF-Expand with the purpose as info. */
    public SecretKey derive(String purpose, String algorithm) {
        byte[] info = (purpose + "\u0001").getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(hmac(pseudorandomKey, info), algorithm);
    }

    /** The keys for one purpose that something may have been made by: the present one first, then the earlier ones. */
    public List<SecretKey> deriveAll(String purpose, String algorithm) {
        return Stream.concat(Stream.of(this), earlier.stream())
                .map(master -> master.derive(purpose, algorithm))
                .toList();
    }

    /** HMAC-SHA-256. */
    public static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
