package dev.tamga.idp.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** What the audit holds of one subject, for its own eyes: newest first, a page at a time, by one index. */
public final class Trail {
    private static final String COLUMNS = """
            select id, occurred_at, event, code, platform_id, ca_id, key_number, address
            from audit_event
            """;
    private static final String PAGE = """
              and occurred_at >= :since and occurred_at <= :at and (occurred_at < :at or id < :id)
            order by occurred_at desc, id desc
            limit :limit""";

    private final Jdbi jdbi;

    public Trail(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * An event without its detail, which is for operators.
     *
     * @param event the word of an {@link AuditEvent.Type}
     */
    public record Entry(
            Place place,
            String event,
            Optional<String> code,
            Optional<String> platformId,
            Optional<String> caId,
            Optional<String> keyNumber,
            Optional<String> address) {}

    /** Where an event stands: several may share a millisecond. */
    public record Place(Instant at, String id) {
        /** Before the newest that there can be. */
        public static Place newest(Instant now) {
            return new Place(now, "~");
        }
    }

    /** @param since the oldest moment that counts */
    public record Page(Place after, Instant since, int limit) {}

    /** Sign-ins, let in or refused, and arrivals at platforms. */
    public List<Entry> listSignIns(String subjectId, Page page) {
        return list(COLUMNS + "where subject_id = :subject and event in ('sign-in', 'token')\n" + PAGE, subjectId, page);
    }

    /** Everything. */
    public List<Entry> list(String subjectId, Page page) {
        return list(COLUMNS + "where subject_id = :subject\n" + PAGE, subjectId, page);
    }

    private List<Entry> list(String sql, String subjectId, Page page) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("subject", subjectId)
                .bind("since", page.since().toEpochMilli())
                .bind("at", page.after().at().toEpochMilli())
                .bind("id", page.after().id())
                .bind("limit", page.limit())
                .map(Trail::entry)
                .list());
    }

    private static Entry entry(ResultSet row, StatementContext context) throws SQLException {
        return new Entry(
                new Place(Instant.ofEpochMilli(row.getLong("occurred_at")), row.getString("id")),
                row.getString("event"),
                Optional.ofNullable(row.getString("code")),
                Optional.ofNullable(row.getString("platform_id")),
                Optional.ofNullable(row.getString("ca_id")),
                Optional.ofNullable(row.getString("key_number")),
                Optional.ofNullable(row.getString("address")));
    }
}
