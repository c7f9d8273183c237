package dev.tamga.idp.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

import dev.tamga.idp.claim.Claim;

/** Table {@code consent}. */
final class ConsentStore {
    private final Jdbi jdbi;

    ConsentStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Whose consent, to whom. */
    record Parties(String subjectId, String platformId) {}

    /** Locks the row until the caller's transaction ends. */
    Optional<Consent> find(Parties parties, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select scope, claims, text_version, created_at
                        from consent
                        where subject_id = :subject and platform_id = :platform and expires_at > :now
                        for update""")
                .bind("subject", parties.subjectId())
                .bind("platform", parties.platformId())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Consent(
                        words(row.getString("scope")),
                        words(row.getString("claims")),
                        row.getString("text_version"),
                        Instant.ofEpochMilli(row.getLong("created_at"))))
                .findOne());
    }

    /** Every remembered consent of a subject by its platform, the newest first. A few dozen at most. */
    List<GivenConsent> list(String subjectId, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select platform_id, scope, claims, created_at, expires_at
                        from consent
                        where subject_id = :subject and expires_at > :now
                        order by created_at desc, platform_id""")
                .bind("subject", subjectId)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new GivenConsent(
                        row.getString("platform_id"),
                        claims(words(row.getString("scope")), words(row.getString("claims"))),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("expires_at"))))
                .list());
    }

    private static List<Claim> claims(Set<String> scopes, Set<String> single) {
        return Stream.of(Claim.values())
                .filter(claim -> scopes.contains(claim.scope().word()) || single.contains(claim.word()))
                .toList();
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }

    /** @return whether there was one */
    boolean delete(Parties parties) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "delete from consent where subject_id = :subject and platform_id = :platform")
                        .bind("subject", parties.subjectId())
                        .bind("platform", parties.platformId())
                        .execute()
                == 1);
    }

    void save(Parties parties, Consent consent, Instant expiresAt) {
        if (update(parties, consent, expiresAt) == 0) {
            try {
                insert(parties, consent, expiresAt);
            } catch (UnableToExecuteStatementException e) {
                // Two tabs consented at once and the other's insert came first.
                if (update(parties, consent, expiresAt) == 0) {
                    throw e;
                }
            }
        }
    }

    private int update(Parties parties, Consent consent, Instant expiresAt) {
        return write(parties, consent, expiresAt, """
                update consent
                set scope = :scope, claims = :claims, text_version = :version, created_at = :created,
                    expires_at = :expires
                where subject_id = :subject and platform_id = :platform""");
    }

    private void insert(Parties parties, Consent consent, Instant expiresAt) {
        write(parties, consent, expiresAt, """
                insert into consent (subject_id, platform_id, scope, claims, text_version, created_at, expires_at)
                values (:subject, :platform, :scope, :claims, :version, :created, :expires)""");
    }

    private int write(Parties parties, Consent consent, Instant expiresAt, String sql) {
        return jdbi.withHandle(handle -> handle.createUpdate(sql)
                .bind("subject", parties.subjectId())
                .bind("platform", parties.platformId())
                .bind("scope", String.join(" ", consent.scopes()))
                .bind("claims", String.join(" ", consent.claims()))
                .bind("version", consent.textVersion())
                .bind("created", consent.createdAt().toEpochMilli())
                .bind("expires", expiresAt.toEpochMilli())
                .execute());
    }

    /** @return rows deleted, at most 500 */
    int deleteExpired(Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from consent where expires_at < :now limit 500")
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
