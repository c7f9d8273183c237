package dev.tamga.idp.binding;

import java.nio.charset.StandardCharsets;

import dev.tamga.ca.holder.IdentityNumber;
import dev.tamga.idp.secret.MasterKey;

/**
 * HMAC-SHA-256 of an identity number under {@code TAMGA_IDENTITY_KEY}: the numbers are few enough to try them all
 * against a plain hash. The key is not rotated, or nobody would be found again.
 */
public final class IdentityHash {
    private final byte[] key;

    /** @param key 32 bytes */
    public IdentityHash(byte[] key) {
        this.key = key.clone();
    }

    public byte[] of(IdentityNumber number) {
        return MasterKey.hmac(key, number.value().getBytes(StandardCharsets.US_ASCII));
    }
}
