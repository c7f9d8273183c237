package dev.tamga.idp.binding;

import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

import dev.tamga.ca.HolderKind;
import dev.tamga.ca.VerifiedHolder;

/** What a renewal asks and writes; every call joins the caller's transaction. */
final class RenewalStore {
    private static final String SELECT = """
            select k.id, k.subject_id, k.ca_id, k.issuer_key_id, k.certificate_hash, k.holder_kind, k.holder_code,
                   k.normalised_name, k.key_number, k.medium_number, k.not_before, k.not_after, k.role, k.frozen_at, s.name
            from subject s
            join subject_key k on k.subject_id = s.id
            """;

    private final Jdbi jdbi;

    RenewalStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The bound keys of whoever a certificate names. One statement, whether anybody is found or not.
     *
     * @param identityHash of a person's identity number
     */
    List<FormerKey> list(VerifiedHolder holder, Optional<byte[]> identityHash) {
        boolean person = holder.kind() == HolderKind.PERSON;
        String where = person ? "where s.identity_hash = :value" : "where s.organization_code = :value";
        // GB 32100: characters 9 to 17 of the credit code are the organisation code; older certificates hold it alone.
        Optional<String> organization = holder.code().map(code -> code.length() == 18 ? code.substring(8, 17) : code);
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + where)
                .bind("value", person ? identityHash.orElse(new byte[0]) : organization.orElse(""))
                .map((row, context) -> SubjectRows.former(row))
                .list());
    }

    /** Puts a certificate in the place of exactly that one: of many that try, one does. @return whether it was this one */
    boolean replace(FormerKey former, NewCertificate next, Instant now) {
        try {
            return update(former, next, now);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException) {
                // It was bound meanwhile, as a key of its own.
                return false;
            }
            throw e;
        }
    }

    private boolean update(FormerKey former, NewCertificate next, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                update subject_key
                                set issuer_key_id = :issuerKeyId, serial = :keyNumber, key_number = :keyNumber,
                                    certificate_hash = :certificateHash, spki_hash = :spkiHash, holder_id = :holderId,
                                    normalised_name = :normalisedName, medium_number = :mediumNumber,
                                    not_before = :notBefore, not_after = :notAfter,
                                    renewed_from = :formerNumber, renewed_at = :now
                                where id = :id and certificate_hash = :formerHash and frozen_at is null""")
                        .bindMethods(next)
                        .bind("id", former.keyId())
                        .bind("formerHash", former.certificateHash())
                        .bind("formerNumber", former.keyNumber())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1);
    }

    /** The certificate that went binds nothing again by itself. Where the CA numbers keys, its number is the new one's. */
    void rememberEnd(FormerKey former, NewCertificate next, Instant now) {
        if (former.keyNumber().equals(next.keyNumber()) && former.issuerKeyId().equals(next.issuerKeyId())) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into ended_key (issuer_key_id, serial, subject_id, reason, ended_at, expires_at)
                        values (:issuer, :serial, :subject, 'renewed', :now, :expires)""")
                .bind("issuer", former.issuerKeyId())
                .bind("serial", former.keyNumber())
                .bind("subject", former.subjectId())
                .bind("now", now.toEpochMilli())
                .bind("expires", former.notAfter().toEpochMilli())
                .execute());
    }

    void rename(String subjectId, NewCertificate next, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update subject set name = :name, normalised_name = :normalisedName, updated_at = :now
                        where id = :id""")
                .bindMethods(next)
                .bind("id", subjectId)
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
