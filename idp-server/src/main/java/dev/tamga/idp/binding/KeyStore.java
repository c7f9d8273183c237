package dev.tamga.idp.binding;

import java.time.Instant;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.ca.CertifiedKey;

/**
 * Changes of {@code subject_key}, and table {@code ended_key}; every call joins the caller's transaction. Whoever changes
 * which keys a subject has, or which of them is the primary one, locks the subject's row first.
 */
final class KeyStore {
    private final Jdbi jdbi;

    KeyStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Until the end of the transaction. What is read from here on is what the last one to hold the lock left. */
    void lock(String subjectId) {
        jdbi.useHandle(handle -> handle.createQuery("select id from subject where id = :id for update")
                .bind("id", subjectId)
                .mapTo(String.class)
                .findOne());
    }

    /** @param label null for none. @return whether there is such a key of the subject */
    boolean label(String keyId, String subjectId, String label) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "update subject_key set label = :label where id = :id and subject_id = :subject")
                        .bind("id", keyId)
                        .bind("subject", subjectId)
                        .bind("label", Optional.ofNullable(label))
                        .execute()
                == 1);
    }

    /** @return whether this call froze it */
    boolean freeze(SubjectKey key, Instant now) {
        return update("""
                update subject_key set frozen_at = :value
                where id = :id and subject_id = :subject and frozen_at is null""", key, now.toEpochMilli());
    }

    /** @return whether this call lifted it */
    boolean unfreeze(SubjectKey key) {
        return update("""
                update subject_key set frozen_at = null
                where id = :id and subject_id = :subject and frozen_at = :value""",
                key, key.frozenAt().map(Instant::toEpochMilli).orElse(0L));
    }

    boolean setRole(SubjectKey key, SubjectKey.Role role) {
        return update("update subject_key set role = :value where id = :id and subject_id = :subject", key, role.word());
    }

    private boolean update(String sql, SubjectKey key, Object value) {
        return jdbi.withHandle(handle -> handle.createUpdate(sql)
                        .bind("id", key.id())
                        .bind("subject", key.subject().id())
                        .bind("value", value)
                        .execute()
                == 1);
    }

    /** Remembers the certificate as ended and deletes the binding. @return whether this call ended it */
    boolean end(SubjectKey key, String reason, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into ended_key (issuer_key_id, serial, subject_id, reason, ended_at, expires_at)
                        select issuer_key_id, serial, subject_id, :reason, :now, not_after
                        from subject_key
                        where id = :id and subject_id = :subject""")
                .bind("id", key.id())
                .bind("subject", key.subject().id())
                .bind("reason", reason)
                .bind("now", now.toEpochMilli())
                .execute());
        return update("delete from subject_key where id = :id and subject_id = :subject and role = :value", key, key.role().word());
    }

    /** Whether another certificate took the place of the key's after a moment: then it is not the one of that moment. */
    boolean isRenewedSince(String keyId, Instant moment) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select count(*) from subject_key where id = :id and renewed_at > :moment")
                        .bind("id", keyId)
                        .bind("moment", moment.toEpochMilli())
                        .mapTo(Integer.class)
                        .one()
                == 1);
    }

    /** Whether the certificate was bound once and is not to bind again by itself. */
    boolean isEnded(CertifiedKey key) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select ended_at from ended_key where issuer_key_id = :issuer and serial = :serial")
                        .bind("issuer", key.issuerKeyId())
                        .bind("serial", key.keyNumber())
                        .mapTo(Long.class)
                        .findOne()
                        .isPresent());
    }

    void forgetEnd(CertifiedKey key) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from ended_key where issuer_key_id = :issuer and serial = :serial")
                .bind("issuer", key.issuerKeyId())
                .bind("serial", key.keyNumber())
                .execute());
    }

    /** @return rows deleted, at most 500 */
    int deleteExpired(Instant before) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from ended_key where expires_at < :before limit 500")
                .bind("before", before.toEpochMilli())
                .execute());
    }
}
