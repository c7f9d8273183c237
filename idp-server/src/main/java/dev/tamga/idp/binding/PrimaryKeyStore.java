package dev.tamga.idp.binding;

import java.time.Instant;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.binding.PrimaryKeys.PrimaryKey;

/** Tables {@code subject} and {@code subject_key}, read by what identifies a subject. */
final class PrimaryKeyStore {
    private final Jdbi jdbi;

    PrimaryKeyStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** At most one: credit codes are unique, and a subject has one primary key. */
    Optional<PrimaryKey> find(String creditCode) {
        return find("""
                select k.subject_id, k.id, k.renewed_at, s.name
                from subject s
                join subject_key k on k.subject_id = s.id and k.role = 'primary'
                where s.credit_code = :owner""", creditCode);
    }

    /** At most one, likewise. */
    Optional<PrimaryKey> find(byte[] identityHash) {
        return find("""
                select k.subject_id, k.id, k.renewed_at, s.name
                from subject s
                join subject_key k on k.subject_id = s.id and k.role = 'primary'
                where s.identity_hash = :owner""", identityHash);
    }

    private Optional<PrimaryKey> find(String sql, Object owner) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("owner", owner)
                .map((row, context) -> new PrimaryKey(
                        row.getString("subject_id"), row.getString("id"), row.getString("name"),
                        Optional.ofNullable(row.getObject("renewed_at", Long.class)).map(Instant::ofEpochMilli)))
                .findOne());
    }
}
