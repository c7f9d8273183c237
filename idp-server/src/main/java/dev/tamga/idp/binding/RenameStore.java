package dev.tamga.idp.binding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

/** Table {@code pending_rename}: one for a browser; a later one takes its place. */
final class RenameStore {
    private final Jdbi jdbi;

    RenameStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A change of name that waits to be confirmed. */
    record Pending(FormerKey former, NewCertificate next) {}

    /** One statement: a browser may ask in several pages at once. */
    void insert(byte[] browserHash, Pending pending, Instant expiresAt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into pending_rename (browser_hash, key_id, former_hash, issuer_key_id, serial,
                                                    certificate_hash, spki_hash, holder_id, name, normalised_name,
                                                    medium_number, not_before, not_after, expires_at)
                        values (:browser, :key, :formerHash, :issuerKeyId, :keyNumber,
                                :certificateHash, :spkiHash, :holderId, :name, :normalisedName,
                                :mediumNumber, :notBefore, :notAfter, :expires)
                        on duplicate key update key_id = :key, former_hash = :formerHash,
                                issuer_key_id = :issuerKeyId, serial = :keyNumber,
                                certificate_hash = :certificateHash, spki_hash = :spkiHash, holder_id = :holderId,
                                name = :name, normalised_name = :normalisedName, medium_number = :mediumNumber,
                                not_before = :notBefore, not_after = :notAfter, expires_at = :expires""")
                .bindMethods(pending.next())
                .bind("browser", browserHash)
                .bind("key", pending.former().keyId())
                .bind("formerHash", pending.former().certificateHash())
                .bind("expires", expiresAt.toEpochMilli())
                .execute());
    }

    /** What this browser has to confirm, while the certificate that is bound is still the one that it was about. */
    Optional<Pending> find(byte[] browserHash, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select p.issuer_key_id as next_issuer, p.serial as next_number,
                               p.certificate_hash as next_hash, p.spki_hash as next_spki, p.holder_id as next_holder_id,
                               p.name as next_name, p.normalised_name as next_normalised,
                               p.medium_number as next_medium, p.not_before as next_from, p.not_after as next_until,
                               k.id, k.subject_id, k.ca_id, k.issuer_key_id, k.certificate_hash, k.holder_kind,
                               k.holder_code, k.normalised_name, k.key_number, k.medium_number, k.not_before,
                               k.not_after, k.role, k.frozen_at, s.name
                        from pending_rename p
                        join subject_key k on k.id = p.key_id and k.certificate_hash = p.former_hash
                        join subject s on s.id = k.subject_id
                        where p.browser_hash = :browser and p.expires_at > :now""")
                .bind("browser", browserHash)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Pending(SubjectRows.former(row), next(row)))
                .findOne());
    }

    private static NewCertificate next(ResultSet row) throws SQLException {
        return new NewCertificate(
                row.getString("next_issuer"),
                row.getString("next_number"),
                row.getBytes("next_hash"),
                row.getBytes("next_spki"),
                row.getString("next_holder_id"),
                row.getString("next_name"),
                row.getString("next_normalised"),
                row.getString("next_medium"),
                row.getLong("next_from"),
                row.getLong("next_until"));
    }

    void delete(byte[] browserHash) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from pending_rename where browser_hash = :browser")
                .bind("browser", browserHash)
                .execute());
    }

    /** @return rows deleted, at most 500 */
    int deleteExpired(Instant before) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from pending_rename where expires_at < :before limit 500")
                .bind("before", before.toEpochMilli())
                .execute());
    }
}
