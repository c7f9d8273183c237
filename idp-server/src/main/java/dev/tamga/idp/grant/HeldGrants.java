package dev.tamga.idp.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

/** The rows of {@code authorization_grant} that are kept of a subject, for its download: no hash, no code, no token. */
public final class HeldGrants {
    private final Jdbi jdbi;

    public HeldGrants(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param sub what the platform knows the subject by */
    public record Held(
            String platformId,
            String keyId,
            String sub,
            List<String> scopes,
            Instant createdAt,
            Optional<Instant> refreshableUntil,
            Optional<Instant> endedAt) {}

    /** One select by an index; rows leave an hour after their last token's end. */
    public List<Held> list(String subjectId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select platform_id, key_id, coalesce(sub, subject_id) as sub, scope, created_at,
                               refresh_expires_at, ended_at
                        from authorization_grant
                        where subject_id = :subject
                        order by created_at, id""")
                .bind("subject", subjectId)
                .map((row, context) -> new Held(
                        row.getString("platform_id"),
                        row.getString("key_id"),
                        row.getString("sub"),
                        List.of(row.getString("scope").split(" ")),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        moment(row.getObject("refresh_expires_at", Long.class)),
                        moment(row.getObject("ended_at", Long.class))))
                .list());
    }

    private static Optional<Instant> moment(Long milliseconds) {
        return Optional.ofNullable(milliseconds).map(Instant::ofEpochMilli);
    }
}
