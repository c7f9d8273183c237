package dev.tamga.idp.signingkey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import dev.tamga.idp.secret.MasterKey;

/** A private JWK at rest: 12-byte IV, then AES-256-GCM; the key id is authenticated with it. */
final class SealedJwk {
    private static final int IV = 12;

    private final List<SecretKey> keys;
    private final SecureRandom random;

    SealedJwk(MasterKey master, SecureRandom random) {
        this.keys = master.deriveAll("signing-key", "AES");
        this.random = random;
    }

    /** Whether earlier master keys are accepted. */
    boolean isReplacing() {
        return keys.size() > 1;
    }

    byte[] seal(String keyId, String jwk) {
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), keyId, iv)
                    .doFinal(jwk.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(IV + sealed.length).put(iv).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** @throws IllegalStateException if it was sealed under another master key */
    String open(String keyId, byte[] sealed) {
        return keys.stream()
                .flatMap(key -> open(key, keyId, sealed).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("signing key " + keyId
                        + " cannot be opened: TAMGA_MASTER_KEY is not the one that this database was started with"));
    }

    /** Whether the present master key sealed it. */
    boolean isPresent(String keyId, byte[] sealed) {
        return open(keys.getFirst(), keyId, sealed).isPresent();
    }

    private static Optional<String> open(SecretKey key, String keyId, byte[] sealed) {
        byte[] iv = Arrays.copyOf(sealed, IV);
        try {
            byte[] jwk = cipher(Cipher.DECRYPT_MODE, key, keyId, iv).doFinal(sealed, IV, sealed.length - IV);
            return Optional.of(new String(jwk, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, String keyId, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, iv));
        cipher.updateAAD(keyId.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
