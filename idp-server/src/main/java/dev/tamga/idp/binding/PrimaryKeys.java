package dev.tamga.idp.binding;

import java.time.Instant;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.ca.holder.CreditCode;

/**
 * Finds the key that a subject manages its binding with, by what its owner knows without the key: one SELECT a call.
 */
public final class PrimaryKeys {
    private final PrimaryKeyStore store;

    public PrimaryKeys(Jdbi jdbi) {
        this.store = new PrimaryKeyStore(jdbi);
    }

    /**
     * @param name the subject's
     * @param certifiedSince when its certificate took the place of another; empty for the one it was bound with
     */
    public record PrimaryKey(String subjectId, String keyId, String name, Optional<Instant> certifiedSince) {}

    public Optional<PrimaryKey> find(CreditCode creditCode) {
        return store.find(creditCode.value());
    }

    /** @param identityHash by {@link IdentityHash} */
    public Optional<PrimaryKey> find(byte[] identityHash) {
        return store.find(identityHash);
    }
}
