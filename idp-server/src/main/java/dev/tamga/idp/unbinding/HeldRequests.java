package dev.tamga.idp.unbinding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

/** The requests that were filed for a subject, for its download: not who filed them, who may be a stranger. */
public final class HeldRequests {
    private final Jdbi jdbi;

    public HeldRequests(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param state {@code filed}, {@code approved} or {@code refused} */
    public record Held(String number, String state, Instant filedAt, Optional<Instant> decidedAt) {}

    /** One select by an index. */
    public List<Held> list(String subjectId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select request_number, state, filed_at, decided_at
                        from unbinding_request
                        where subject_id = :subject
                        order by filed_at, request_number""")
                .bind("subject", subjectId)
                .map((row, context) -> new Held(
                        row.getString("request_number"),
                        row.getString("state"),
                        Instant.ofEpochMilli(row.getLong("filed_at")),
                        Optional.ofNullable(row.getObject("decided_at", Long.class)).map(Instant::ofEpochMilli)))
                .list());
    }
}
