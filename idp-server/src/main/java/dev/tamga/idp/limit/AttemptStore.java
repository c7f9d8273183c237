package dev.tamga.idp.limit;

import java.time.Instant;

import org.jdbi.v3.core.Jdbi;

/** Table {@code counted_attempt}: a number for each keyed digest of a limit, its window and whom it counts. */
final class AttemptStore {
    private final Jdbi jdbi;

    AttemptStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The first statement counts and holds the row until the second has read it: no two attempts get the same number.
     *
     * @return the number of this attempt
     */
    int count(byte[] hash, Instant expiresAt) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("""
                            insert into counted_attempt (attempt_hash, attempts, expires_at) values (:hash, 1, :expires)
                            on duplicate key update attempts = attempts + 1""")
                    .bind("hash", hash)
                    .bind("expires", expiresAt.toEpochMilli())
                    .execute();
            return handle.createQuery("select attempts from counted_attempt where attempt_hash = :hash")
                    .bind("hash", hash)
                    .mapTo(Integer.class)
                    .one();
        });
    }

    /** @return rows deleted, at most 500 */
    int deleteExpired(Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from counted_attempt where expires_at < :now limit 500")
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
