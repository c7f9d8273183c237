package dev.tamga.idp.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

import dev.tamga.ca.CaId;
import dev.tamga.ca.HolderKind;

/** Table {@code sign_in_session}. */
final class SignInSessionStore {
    private static final String SELECT = """
            select s.id, s.subject_id, s.key_id, s.ca_id, s.amr, s.acr, s.holder_kind, s.region,
                   s.project, s.auth_time, s.expires_at, s.last_seen_at, u.name, k.key_number, k.medium_number,
                   k.not_before, k.not_after, k.role, k.news_at
            from sign_in_session s
            join subject_key k on k.id = s.key_id
            join subject u on u.id = s.subject_id
            """;

    private final Jdbi jdbi;

    SignInSessionStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(String id, byte[] tokenHash, NewSession session, Lifetime lifetime) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into sign_in_session (id, token_hash, subject_id, key_id, ca_id, amr, acr, holder_kind,
                                                     region, project, auth_time, last_seen_at,
                                                     expires_at)
                        values (:id, :token, :subject, :key, :ca, :amr, :acr, :kind, :region, :project,
                                :now, :now, :expires)""")
                .bind("id", id)
                .bind("token", tokenHash)
                .bind("subject", session.subjectId())
                .bind("key", session.keyId())
                .bind("ca", session.ca().value())
                .bind("amr", String.join(" ", session.amr()))
                .bind("acr", SignInSessions.ACR)
                .bind("kind", session.holderKind().name())
                .bind("region", session.region())
                .bind("project", session.project())
                .bind("now", lifetime.start().toEpochMilli())
                .bind("expires", lifetime.end().toEpochMilli())
                .execute());
    }

    /** From sign-in to the absolute end. */
    record Lifetime(Instant start, Instant end) {
        static Lifetime of(Instant start, Duration absolute) {
            return new Lifetime(start, start.plus(absolute));
        }
    }

    /** The live session of a cookie: not ended, not past either limit, its key neither frozen nor unbound. */
    Optional<SignInSession> find(byte[] tokenHash, Instant now, Duration idle) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                        where s.token_hash = :token and s.ended_at is null and s.expires_at > :now
                          and s.last_seen_at > :idleSince and k.frozen_at is null""")
                .bind("token", tokenHash)
                .bind("now", now.toEpochMilli())
                .bind("idleSince", now.minus(idle).toEpochMilli())
                .map(SignInSessionStore::session)
                .findOne());
    }

    /** The session of a {@code sid}, idle or not, unless it ended. */
    Optional<SignInSession> findById(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                        where s.id = :id and s.ended_at is null""")
                .bind("id", id)
                .map(SignInSessionStore::session)
                .findOne());
    }

    /** Another signature of the same subject: the session goes on under a new cookie. @return whether it lived */
    boolean renew(String id, byte[] tokenHash, NewSession session, Lifetime lifetime) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update sign_in_session
                        set token_hash = :token, key_id = :key, ca_id = :ca, amr = :amr, holder_kind = :kind,
                            region = :region, project = :project, auth_time = :now, last_seen_at = :now,
                            expires_at = :expires
                        where id = :id and subject_id = :subject and ended_at is null""")
                        .bind("token", tokenHash)
                        .bind("key", session.keyId())
                        .bind("ca", session.ca().value())
                        .bind("amr", String.join(" ", session.amr()))
                        .bind("kind", session.holderKind().name())
                        .bind("region", session.region())
                        .bind("project", session.project())
                        .bind("now", lifetime.start().toEpochMilli())
                        .bind("expires", lifetime.end().toEpochMilli())
                        .bind("id", id)
                        .bind("subject", session.subjectId())
                        .execute()
                == 1);
    }

    private static SignInSession session(ResultSet row, StatementContext context) throws SQLException {
        return new SignInSession(
                row.getString("id"),
                row.getString("subject_id"),
                row.getString("name"),
                key(row),
                List.of(row.getString("amr").split(" ")),
                row.getString("acr"),
                HolderKind.valueOf(row.getString("holder_kind")),
                Optional.ofNullable(row.getString("region")),
                Optional.ofNullable(row.getString("project")),
                Instant.ofEpochMilli(row.getLong("auth_time")),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                Instant.ofEpochMilli(row.getLong("last_seen_at")));
    }

    private static SignInSession.UsedKey key(ResultSet row) throws SQLException {
        return new SignInSession.UsedKey(
                row.getString("key_id"),
                new CaId(row.getString("ca_id")),
                row.getString("key_number"),
                row.getString("medium_number"),
                Instant.ofEpochMilli(row.getLong("not_before")),
                Instant.ofEpochMilli(row.getLong("not_after")),
                row.getString("role").equals("primary"),
                row.getObject("news_at") != null);
    }

    void touch(String id, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("update sign_in_session set last_seen_at = :now where id = :id")
                .bind("now", now.toEpochMilli())
                .bind("id", id)
                .execute());
    }

    /** @return whether this call ended it */
    boolean end(String id, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "update sign_in_session set ended_at = :now where id = :id and ended_at is null")
                        .bind("now", now.toEpochMilli())
                        .bind("id", id)
                        .execute()
                == 1);
    }

    /** Sessions that did not end yet, idle or not, of a key. */
    List<String> listOfKey(String keyId) {
        return list("select id from sign_in_session where key_id = :key and ended_at is null", keyId);
    }

    List<String> listOfSubject(String subjectId) {
        return list("select id from sign_in_session where subject_id = :key and ended_at is null", subjectId);
    }

    private List<String> list(String sql, String key) {
        return jdbi.withHandle(handle ->
                handle.createQuery(sql).bind("key", key).mapTo(String.class).list());
    }

    /** @return rows deleted, at most 500 */
    int deleteExpired(Instant before) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from sign_in_session where expires_at < :before limit 500")
                .bind("before", before.toEpochMilli())
                .execute());
    }
}
