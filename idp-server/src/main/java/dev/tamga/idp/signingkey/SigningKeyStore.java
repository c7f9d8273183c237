package dev.tamga.idp.signingkey;

import java.time.Instant;
import java.util.List;

import org.jdbi.v3.core.Jdbi;

/** Table {@code signing_key}. */
final class SigningKeyStore {
    private final Jdbi jdbi;

    SigningKeyStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    record Row(String id, String algorithm, String publicJwk, byte[] privateJwk, Instant signsFrom) {
        @Override
        public String toString() {
            return "signing key " + id;
        }
    }

    /** Every key that is not retired; a handful. */
    List<Row> list() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, algorithm, public_jwk, private_jwk, signs_from
                        from signing_key
                        where retired_at is null
                        order by signs_from desc, id""")
                .map((row, context) -> new Row(
                        row.getString("id"),
                        row.getString("algorithm"),
                        row.getString("public_jwk"),
                        row.getBytes("private_jwk"),
                        Instant.ofEpochMilli(row.getLong("signs_from"))))
                .list());
    }

    void insert(Row key, Instant publishedAt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into signing_key (id, algorithm, public_jwk, private_jwk, published_at, signs_from)
                        values (:id, :algorithm, :public, :private, :published, :signsFrom)""")
                .bind("id", key.id())
                .bind("algorithm", key.algorithm())
                .bind("public", key.publicJwk())
                .bind("private", key.privateJwk())
                .bind("published", publishedAt.toEpochMilli())
                .bind("signsFrom", key.signsFrom().toEpochMilli())
                .execute());
    }
}
