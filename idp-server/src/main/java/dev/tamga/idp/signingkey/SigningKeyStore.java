package dev.tamga.idp.signingkey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

/** Table {@code signing_key}. */
final class SigningKeyStore {
    private final Jdbi jdbi;

    SigningKeyStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * @param privateJwk sealed; empty once the key is retired
     * @param generation the keys of an algorithm are numbered; 0 for those of earlier releases
     */
    record Row(
            String id, String algorithm, String publicJwk, byte[] privateJwk, int generation, Instant publishedAt,
            Instant signsFrom, Optional<Instant> retiredAt) {
        boolean isRetired() {
            return retiredAt.isPresent();
        }

        @Override
        public String toString() {
            return "signing key " + id;
        }
    }

    /** Every key, also the retired ones, of which only the public half is left; a handful. The newest generation first. */
    List<Row> list() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, algorithm, public_jwk, private_jwk, coalesce(generation, 0) as generation,
                               published_at, signs_from, retired_at
                        from signing_key
                        order by generation desc, signs_from desc, id""")
                .map((row, context) -> new Row(
                        row.getString("id"),
                        row.getString("algorithm"),
                        row.getString("public_jwk"),
                        row.getBytes("private_jwk"),
                        row.getInt("generation"),
                        Instant.ofEpochMilli(row.getLong("published_at")),
                        Instant.ofEpochMilli(row.getLong("signs_from")),
                        Optional.ofNullable(row.getObject("retired_at", Long.class)).map(Instant::ofEpochMilli)))
                .list());
    }

    /** Fails on the unique index where another node inserted this generation first. */
    void insert(Row key) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into signing_key (id, algorithm, public_jwk, private_jwk, generation, published_at,
                                                 signs_from)
                        values (:id, :algorithm, :public, :private, :generation, :published, :signsFrom)""")
                .bind("id", key.id())
                .bind("algorithm", key.algorithm())
                .bind("public", key.publicJwk())
                .bind("private", key.privateJwk())
                .bind("generation", key.generation())
                .bind("published", key.publishedAt().toEpochMilli())
                .bind("signsFrom", key.signsFrom().toEpochMilli())
                .execute());
    }

    /** Puts the same private half there under another seal, unless another node did, or retired the key. */
    void sealAnew(Row key, byte[] privateJwk) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update signing_key set private_jwk = :anew
                        where id = :id and private_jwk = :found and retired_at is null""")
                .bind("anew", privateJwk)
                .bind("id", key.id())
                .bind("found", key.privateJwk())
                .execute());
    }

    /** @return whether this call deleted it */
    boolean delete(String id) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from signing_key where id = :id")
                        .bind("id", id)
                        .execute()
                == 1);
    }

    /** Takes a key out of the JWK set and its private half out of the database. @return whether this call did */
    boolean retire(String id, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update signing_key set retired_at = :now, private_jwk = :nothing
                        where id = :id and retired_at is null""")
                        .bind("now", now.toEpochMilli())
                        .bind("nothing", new byte[0])
                        .bind("id", id)
                        .execute()
                == 1);
    }
}
