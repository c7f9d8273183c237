package dev.tamga.idp.replay;

import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Table {@code spent_jti}. */
final class SpentJtiStore {
    private final Jdbi jdbi;

    SpentJtiStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The primary key is the compare-and-set. @return whether this call was the one that wrote it */
    boolean insert(byte[] hash, Instant expiresAt) {
        try {
            return jdbi.withHandle(handle -> handle.createUpdate(
                                    "insert into spent_jti (jti_hash, expires_at) values (:hash, :expires)")
                            .bind("hash", hash)
                            .bind("expires", expiresAt.toEpochMilli())
                            .execute()
                    == 1);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException) {
                return false;
            }
            throw e;
        }
    }

    boolean has(byte[] hash) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from spent_jti where jti_hash = :hash")
                        .bind("hash", hash)
                        .mapTo(Integer.class)
                        .one()
                == 1);
    }

    /** @return rows deleted, at most 500 */
    int deleteExpired(Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from spent_jti where expires_at < :now limit 500")
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
