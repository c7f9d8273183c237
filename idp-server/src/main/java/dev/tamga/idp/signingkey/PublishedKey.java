package dev.tamga.idp.signingkey;

import java.time.Instant;
import java.util.Optional;

/** What operators see of a key. */
public record PublishedKey(
        String id, String algorithm, Instant publishedAt, Instant signsFrom, Optional<Instant> retiredAt) {

    static PublishedKey of(SigningKey key) {
        SigningKeyStore.Row row = key.row();
        return new PublishedKey(row.id(), row.algorithm(), row.publishedAt(), row.signsFrom(), row.retiredAt());
    }
}
