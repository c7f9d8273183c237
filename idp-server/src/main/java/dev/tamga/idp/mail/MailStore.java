package dev.tamga.idp.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code outbox_mail}. */
final class MailStore {
    private final Jdbi jdbi;

    MailStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** From now to then. */
    record Span(Instant now, Instant end) {}

    /** A letter that this node may deliver until its lease ends. @param attempts this one included */
    record Claimed(String id, String claimId, Letter letter, Instant createdAt, int attempts) {}

    /** Joins the caller's transaction. */
    void insert(String id, Letter letter, Span span) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into outbox_mail (id, recipient, subject, body, created_at, due_at, attempts, expires_at)
                        values (:id, :recipient, :subject, :body, :now, :now, 0, :expires)""")
                .bindMethods(letter)
                .bind("id", id)
                .bind("now", span.now().toEpochMilli())
                .bind("expires", span.end().toEpochMilli())
                .execute());
    }

    /** At most a hundred, the longest due first. */
    List<String> listDue(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id from outbox_mail where due_at <= :now order by due_at limit 100")
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .list());
    }

    /** @return the letter, unless another node took it first */
    Optional<Claimed> claim(String id, String claimId, Span lease) {
        int claimed = jdbi.withHandle(handle -> handle.createUpdate("""
                        update outbox_mail
                        set claim_id = :claim, due_at = :until, attempts = attempts + 1
                        where id = :id and due_at <= :now""")
                .bind("claim", claimId)
                .bind("until", lease.end().toEpochMilli())
                .bind("id", id)
                .bind("now", lease.now().toEpochMilli())
                .execute());
        return claimed == 1 ? findClaimed(id, claimId) : Optional.empty();
    }

    private Optional<Claimed> findClaimed(String id, String claimId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, claim_id, recipient, subject, body, created_at, attempts
                        from outbox_mail where id = :id and claim_id = :claim""")
                .bind("id", id)
                .bind("claim", claimId)
                .map((row, context) -> new Claimed(
                        row.getString("id"), row.getString("claim_id"), letter(row),
                        Instant.ofEpochMilli(row.getLong("created_at")), row.getInt("attempts")))
                .findOne());
    }

    /** @return whether the claim still held */
    boolean delivered(Claimed mail, Instant now) {
        return finish(mail, "accepted", now, """
                update outbox_mail
                set claim_id = null, due_at = null, delivered_at = :now, last_at = :now, last_outcome = :outcome
                where id = :id and claim_id = :claim""");
    }

    /** @return whether the claim still held */
    boolean givenUp(Claimed mail, String outcome, Instant now) {
        return finish(mail, outcome, now, """
                update outbox_mail
                set claim_id = null, due_at = null, last_at = :now, last_outcome = :outcome
                where id = :id and claim_id = :claim""");
    }

    private boolean finish(Claimed mail, String outcome, Instant now, String sql) {
        return jdbi.withHandle(handle -> handle.createUpdate(sql)
                        .bind("now", now.toEpochMilli())
                        .bind("outcome", outcome)
                        .bind("id", mail.id())
                        .bind("claim", mail.claimId())
                        .execute()
                == 1);
    }

    void postpone(Claimed mail, String outcome, Span until) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update outbox_mail
                        set claim_id = null, due_at = :due, last_at = :now, last_outcome = :outcome
                        where id = :id and claim_id = :claim""")
                .bind("due", until.end().toEpochMilli())
                .bind("now", until.now().toEpochMilli())
                .bind("outcome", outcome)
                .bind("id", mail.id())
                .bind("claim", mail.claimId())
                .execute());
    }

    /** The newest hundred. */
    List<SentMail> listNewest() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, recipient, subject, body, created_at, attempts, last_outcome, due_at, delivered_at
                        from outbox_mail order by id desc limit 100""")
                .map(MailStore::sent)
                .list());
    }

    private static SentMail sent(ResultSet row, StatementContext context) throws SQLException {
        return new SentMail(
                row.getString("id"), letter(row), Instant.ofEpochMilli(row.getLong("created_at")),
                row.getInt("attempts"), Optional.ofNullable(row.getString("last_outcome")), instant(row, "due_at"),
                instant(row, "delivered_at"));
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(row.getString("recipient"), row.getString("subject"), row.getString("body"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class)).map(Instant::ofEpochMilli);
    }

    /** @return rows deleted, at most 500 */
    int deleteExpired(Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from outbox_mail where expires_at < :now limit 500")
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
