package dev.tamga.idp.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.secret.MasterKey;

/**
 * Nonces that say by themselves what they were issued for: 128 random bits, then 128 bits of HMAC-SHA-256 over them,
 * purpose, expiry and browser, by a key that all nodes share. To everybody else they are 256 random bits, so that
 * issuing one needs no row that a stranger could fill a table with.
 */
final class ChallengeNonces {
    private static final int HALF = 16;

    private final List<byte[]> keys;
    private final SecureRandom random;

    ChallengeNonces(MasterKey master, SecureRandom random) {
        this.keys = master.deriveAll("challenge", "HmacSHA256").stream().map(SecretKey::getEncoded).toList();
        this.random = random;
    }

    /** @return 43 base64url characters */
    String make(Purpose purpose, Instant expiresAt, byte[] browserHash) {
        byte[] drawn = new byte[HALF];
        random.nextBytes(drawn);
        return nonce(keys.getFirst(), drawn, text(purpose, expiresAt, browserHash));
    }

    /** What a nonce was issued for; empty if it was not issued with this expiry for this browser. */
    Optional<Purpose> find(String nonce, Instant expiresAt, byte[] browserHash) {
        byte[] drawn = Arrays.copyOf(Base64.getUrlDecoder().decode(nonce), HALF);
        return Arrays.stream(Purpose.values())
                .filter(purpose -> isOurs(nonce, drawn, text(purpose, expiresAt, browserHash)))
                .findFirst();
    }

    private boolean isOurs(String nonce, byte[] drawn, byte[] text) {
        return keys.stream().anyMatch(key -> isSame(nonce, nonce(key, drawn, text)));
    }

    // As text: the last character has two bits that decoding drops, and one nonce must have one spelling.
    private static boolean isSame(String some, String other) {
        return MessageDigest.isEqual(
                some.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] text(Purpose purpose, Instant expiresAt, byte[] browserHash) {
        byte[] word = purpose.word().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(Long.BYTES + browserHash.length + word.length)
                .putLong(expiresAt.getEpochSecond())
                .put(browserHash)
                .put(word)
                .array();
    }

    private static String nonce(byte[] key, byte[] drawn, byte[] text) {
        byte[] mac = MasterKey.hmac(key, ByteBuffer.allocate(HALF + text.length).put(drawn).put(text).array());
        byte[] both = ByteBuffer.allocate(2 * HALF).put(drawn).put(mac, 0, HALF).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }
}
