package dev.tamga.idp.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Table {@code outbox_message}. */
final class OutboxStore {
    private static final String LOG = """
            select id, platform_id, session_id, created_at, attempts, last_outcome, last_at, due_at, delivered_at
            from outbox_message
            """;

    private final Jdbi jdbi;

    OutboxStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** From its writing, when it is due at once, to the day when the log forgets it. */
    record Span(Instant now, Instant end) {}

    void insert(String id, Outbox.Message message, Span span) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into outbox_message (id, platform_id, subject_id, session_id, created_at, due_at, attempts,
                                                    expires_at)
                        values (:id, :platform, :subject, :session, :now, :now, 0, :expires)""")
                .bind("id", id)
                .bind("platform", message.platformId())
                .bind("subject", message.subjectId())
                .bind("session", message.sessionId())
                .bind("now", span.now().toEpochMilli())
                .bind("expires", span.end().toEpochMilli())
                .execute());
    }

    /** Platforms with something to do; reads the due rows of one index and nothing else. */
    List<String> listDuePlatforms(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select distinct platform_id from outbox_message where due_at <= :now")
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .list());
    }

    /** The message that holds the platform's lane if its lease ended, else the one that is due the longest. */
    Optional<String> findNext(String platformId, Instant now) {
        Optional<Long> held = jdbi.withHandle(handle -> handle.createQuery(
                        "select due_at from outbox_message where lane = :platform")
                .bind("platform", platformId)
                .mapTo(Long.class)
                .findOne());
        if (held.isPresent()) {
            String lost = "select id from outbox_message where lane = :platform and due_at <= :now";
            return find(lost, platformId, now);
        }
        return find("""
                select id from outbox_message
                where platform_id = :platform and due_at <= :now
                order by due_at limit 1""", platformId, now);
    }

    private Optional<String> find(String sql, String platformId, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("platform", platformId)
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .findOne());
    }

    /** @return the message, unless another node took it, or another one of its platform, first */
    Optional<Claimed> claim(String id, String claimId, Span lease) {
        try {
            int claimed = jdbi.withHandle(handle -> handle.createUpdate("""
                            update outbox_message
                            set lane = platform_id, claim_id = :claim, due_at = :until, attempts = attempts + 1
                            where id = :id and due_at <= :now""")
                    .bind("claim", claimId)
                    .bind("until", lease.end().toEpochMilli())
                    .bind("id", id)
                    .bind("now", lease.now().toEpochMilli())
                    .execute());
            return claimed == 1 ? findClaimed(id, claimId) : Optional.empty();
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Claimed> findClaimed(String id, String claimId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, claim_id, platform_id, subject_id, session_id, created_at, attempts
                        from outbox_message where id = :id and claim_id = :claim""")
                .bind("id", id)
                .bind("claim", claimId)
                .map((row, context) -> new Claimed(
                        row.getString("id"), row.getString("claim_id"), row.getString("platform_id"),
                        row.getString("subject_id"), row.getString("session_id"),
                        Instant.ofEpochMilli(row.getLong("created_at")), row.getInt("attempts")))
                .findOne());
    }

    /** @return whether the claim still held */
    boolean delivered(Claimed message, String outcome, Instant now) {
        return finish(message, outcome, now, """
                update outbox_message
                set lane = null, claim_id = null, due_at = null, delivered_at = :now, last_at = :now,
                    last_outcome = :outcome
                where id = :id and claim_id = :claim""");
    }

    /** @return whether the claim still held */
    boolean givenUp(Claimed message, String outcome, Instant now) {
        return finish(message, outcome, now, """
                update outbox_message
                set lane = null, claim_id = null, due_at = null, last_at = :now, last_outcome = :outcome
                where id = :id and claim_id = :claim""");
    }

    private boolean finish(Claimed message, String outcome, Instant now, String sql) {
        return jdbi.withHandle(handle -> handle.createUpdate(sql)
                        .bind("now", now.toEpochMilli())
                        .bind("outcome", outcome)
                        .bind("id", message.id())
                        .bind("claim", message.claimId())
                        .execute()
                == 1);
    }

    void postpone(Claimed message, String outcome, Span until) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update outbox_message
                        set lane = null, claim_id = null, due_at = :due, last_at = :now, last_outcome = :outcome
                        where id = :id and claim_id = :claim""")
                .bind("due", until.end().toEpochMilli())
                .bind("now", until.now().toEpochMilli())
                .bind("outcome", outcome)
                .bind("id", message.id())
                .bind("claim", message.claimId())
                .execute());
    }

    /** The newest hundred of a platform. */
    List<Delivery> listOfPlatform(String platformId) {
        return list(LOG + "where platform_id = :key order by id desc limit 100", platformId);
    }

    List<Delivery> listOfSession(String sessionId) {
        return list(LOG + "where session_id = :key order by id", sessionId);
    }

    /** The hundred that are due first, of all platforms. */
    List<Delivery> listPending() {
        return list(LOG + "where due_at > :key order by due_at limit 100", 0L);
    }

    private List<Delivery> list(String sql, Object key) {
        return jdbi.withHandle(handle ->
                handle.createQuery(sql).bind("key", key).map(OutboxStore::delivery).list());
    }

    private static Delivery delivery(ResultSet row, StatementContext context) throws SQLException {
        return new Delivery(
                row.getString("id"),
                row.getString("platform_id"),
                row.getString("session_id"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("last_outcome")),
                instant(row, "last_at"),
                instant(row, "due_at"),
                instant(row, "delivered_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class)).map(Instant::ofEpochMilli);
    }

    /** @return rows deleted, at most 500 */
    int deleteExpired(Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from outbox_message where expires_at < :now limit 500")
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
