package dev.tamga.idp.signin;

import java.time.Instant;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.secret.Hash;

/** Table {@code challenge}. A row is taken once, by one compare-and-set statement, and only for its own browser. */
final class ChallengeStore {
    private final Jdbi jdbi;

    ChallengeStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What of a challenge is stored. */
    record Row(Purpose purpose, Instant expiresAt) {}

    void insert(String nonce, byte[] browserHash, Row row) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into challenge (nonce_hash, purpose, browser_hash, expires_at)
                        values (:nonce, :purpose, :browser, :expires)""")
                .bind("nonce", Hash.sha256(nonce))
                .bind("purpose", row.purpose().word())
                .bind("browser", browserHash)
                .bind("expires", row.expiresAt().toEpochMilli())
                .execute());
    }

    /** Takes the row if it is untaken and exactly as the caller believes: one statement for every honest proof. */
    boolean take(String nonce, byte[] browserHash, Row row, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                update challenge set taken_at = :now
                                where nonce_hash = :nonce and browser_hash = :browser and taken_at is null
                                  and purpose = :purpose and expires_at = :expires""")
                        .bind("now", now.toEpochMilli())
                        .bind("nonce", Hash.sha256(nonce))
                        .bind("browser", browserHash)
                        .bind("purpose", row.purpose().word())
                        .bind("expires", row.expiresAt().toEpochMilli())
                        .execute()
                == 1);
    }

    /** Takes the row whatever it says; for the message after {@link #take} found nothing. */
    Optional<Row> takeAsIssued(String nonce, byte[] browserHash, Instant now) {
        byte[] hash = Hash.sha256(nonce);
        return jdbi.inTransaction(handle -> handle.createUpdate("""
                                update challenge set taken_at = :now
                                where nonce_hash = :nonce and browser_hash = :browser and taken_at is null""")
                        .bind("now", now.toEpochMilli())
                        .bind("nonce", hash)
                        .bind("browser", browserHash)
                        .execute()
                == 0
                ? Optional.empty()
                : handle.createQuery("select purpose, expires_at from challenge where nonce_hash = :nonce")
                        .bind("nonce", hash)
                        .map((row, context) -> new Row(
                                Purpose.of(row.getString("purpose")),
                                Instant.ofEpochMilli(row.getLong("expires_at"))))
                        .findOne());
    }

    /** @return rows deleted, at most 500 */
    int deleteExpired(Instant before) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from challenge where expires_at < :before limit 500")
                .bind("before", before.toEpochMilli())
                .execute());
    }
}
