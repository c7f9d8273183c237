package dev.tamga.idp.signingkey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import dev.tamga.idp.secret.MasterKey;

/** A private JWK at rest: 12-byte IV, then AES-256-GCM; the key id is authenticated with it. */
final class SealedJwk {
    private static final int IV = 12;

    private final SecretKey key;
    private final SecureRandom random;

    SealedJwk(MasterKey master, SecureRandom random) {
        this.key = master.derive("signing-key", "AES");
        this.random = random;
    }

    byte[] seal(String keyId, String jwk) {
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, keyId, iv, jwk.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(IV + sealed.length).put(iv).put(sealed).array();
    }

    /** @throws IllegalStateException if it was sealed under another master key */
    String open(String keyId, byte[] sealed) {
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        byte[] iv = new byte[IV];
        buffer.get(iv);
        byte[] body = new byte[buffer.remaining()];
        buffer.get(body);
        return new String(run(Cipher.DECRYPT_MODE, keyId, iv, body), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, String keyId, byte[] iv, byte[] body) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(128, iv));
            cipher.updateAAD(keyId.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing key " + keyId
                    + " cannot be opened: TAMGA_MASTER_KEY is not the one that this database was started with", e);
        }
    }
}
