package dev.tamga.idp.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

/** The rows of {@code sign_in_session} that are kept of a subject, for its download. */
public final class HeldSessions {
    private final Jdbi jdbi;

    public HeldSessions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param keyId of the key that signed last */
    public record Held(
            String keyId, Instant signedAt, Instant lastSeenAt, Instant expiresAt, Optional<Instant> endedAt) {}

    /** One select by an index; rows leave at their absolute end. */
    public List<Held> list(String subjectId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select key_id, auth_time, last_seen_at, expires_at, ended_at
                        from sign_in_session
                        where subject_id = :subject
                        order by auth_time, id""")
                .bind("subject", subjectId)
                .map((row, context) -> new Held(
                        row.getString("key_id"),
                        Instant.ofEpochMilli(row.getLong("auth_time")),
                        Instant.ofEpochMilli(row.getLong("last_seen_at")),
                        Instant.ofEpochMilli(row.getLong("expires_at")),
                        Optional.ofNullable(row.getObject("ended_at", Long.class)).map(Instant::ofEpochMilli)))
                .list());
    }
}
