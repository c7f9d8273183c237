package dev.tamga.idp.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code authorization_grant}. */
final class GrantStore {
    private static final String COLUMNS = """
            select id, platform_id, subject_id, sub, key_id, session_id, scope, code_expires_at, redirect_uri,
                   code_challenge, nonce, claims_request, resources, dpop_jkt, auth_time, acr, amr, rotated_at,
                   refresh_expires_at, ended_at
            from authorization_grant
            """;

    private final Jdbi jdbi;

    GrantStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Grant grant, byte[] codeHash, Lifetime lifetime) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into authorization_grant (id, platform_id, subject_id, sub, key_id, session_id, scope,
                            code_hash, code_expires_at, redirect_uri, code_challenge, nonce, claims_request, resources,
                            dpop_jkt, auth_time, acr, amr, created_at, expires_at)
                        values (:id, :platform, :subject, :sub, :key, :session, :scope, :code, :codeExpires, :redirect,
                            :challenge, :nonce, :claims, :resources, :dpopKey, :authTime, :acr, :amr, :now,
                            :expires)""")
                .bind("id", grant.id())
                .bind("platform", grant.platformId())
                .bind("subject", grant.subjectId())
                .bind("sub", grant.sub())
                .bind("key", grant.keyId())
                .bind("session", grant.sessionId())
                .bind("scope", grant.scope())
                .bind("code", codeHash)
                .bind("codeExpires", grant.codeExpiresAt().toEpochMilli())
                .bind("redirect", grant.redirectUri())
                .bind("challenge", grant.codeChallenge())
                .bind("nonce", grant.nonce())
                .bind("claims", grant.claimsRequest())
                .bind("resources", grant.resources().isEmpty() ? null : String.join(" ", grant.resources()))
                .bind("dpopKey", grant.dpopKey())
                .bind("authTime", grant.authTime().toEpochMilli())
                .bind("acr", grant.acr())
                .bind("amr", String.join(" ", grant.amr()))
                .bind("now", lifetime.start().toEpochMilli())
                .bind("expires", lifetime.end().toEpochMilli())
                .execute());
    }

    /** From the code's issue to the day when nothing of the grant can be used any more. */
    record Lifetime(Instant start, Instant end) {}

    /** The two halves of a refresh token, hashed: the family's never changes, the other rotates. */
    record RefreshHashes(byte[] family, byte[] secret) {
        @Override
        public String toString() {
            return "RefreshHashes[…]";
        }
    }

    /**
     * Takes the code and opens the refresh family, unless the session ended since the code was issued.
     *
     * @param dpopKey that was proven; the row keeps one that the authorization request named
     * @return whether this call was the one that took it
     */
    boolean redeem(byte[] codeHash, RefreshHashes first, Optional<String> dpopKey, Lifetime family) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update authorization_grant
                        set code_redeemed_at = :now, family_hash = :family, refresh_hash = :secret,
                            refresh_expires_at = :expires, dpop_jkt = coalesce(dpop_jkt, :dpopKey)
                        where code_hash = :code and code_redeemed_at is null and ended_at is null
                          and exists (select 1 from sign_in_session s
                                      where s.id = authorization_grant.session_id and s.ended_at is null)""")
                        .bind("now", family.start().toEpochMilli())
                        .bind("family", first.family())
                        .bind("secret", first.secret())
                        .bind("expires", family.end().toEpochMilli())
                        .bind("dpopKey", dpopKey)
                        .bind("code", codeHash)
                        .execute()
                == 1);
    }

    /** @param next the hash of the secret that takes the presented one's place */
    record Rotation(RefreshHashes presented, byte[] next, String platformId) {
        @Override
        public String toString() {
            return "Rotation[" + platformId + "]";
        }
    }

    /**
     * Rotates the secret.
     *
     * @param dpopKey that was proven; it takes the place of the last one
     * @return whether this call was the one that rotated it
     */
    boolean rotate(Rotation rotation, Optional<String> dpopKey, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update authorization_grant
                        set previous_refresh_hash = refresh_hash, refresh_hash = :next, rotated_at = :now,
                            dpop_jkt = coalesce(:dpopKey, dpop_jkt)
                        where family_hash = :family and refresh_hash = :secret and platform_id = :platform
                          and ended_at is null and refresh_expires_at > :now""")
                        .bind("next", rotation.next())
                        .bind("now", now.toEpochMilli())
                        .bind("dpopKey", dpopKey)
                        .bind("family", rotation.presented().family())
                        .bind("secret", rotation.presented().secret())
                        .bind("platform", rotation.platformId())
                        .execute()
                == 1);
    }

    /** A grant whose refresh token could be used now, and until when. */
    record Refreshable(Grant grant, Instant expiresAt) {}

    /** At most one. */
    Optional<Refreshable> findRefreshable(RefreshHashes presented, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + """
                        where family_hash = :family and refresh_hash = :secret
                          and ended_at is null and refresh_expires_at > :now""")
                .bind("family", presented.family())
                .bind("secret", presented.secret())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Refreshable(
                        grant(row, context), Instant.ofEpochMilli(row.getLong("refresh_expires_at"))))
                .findOne());
    }

    Optional<Grant> findByCode(byte[] codeHash) {
        return find(COLUMNS + "where code_hash = :key", codeHash);
    }

    Optional<Grant> findByFamily(byte[] familyHash) {
        return find(COLUMNS + "where family_hash = :key", familyHash);
    }

    Optional<Grant> find(String id) {
        return find(COLUMNS + "where id = :key", id);
    }

    /** Whether the secret is the family's newest. */
    boolean isCurrent(RefreshHashes presented) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from authorization_grant
                        where family_hash = :family and refresh_hash = :secret""")
                        .bind("family", presented.family())
                        .bind("secret", presented.secret())
                        .mapTo(Integer.class)
                        .one()
                == 1);
    }

    /** Whether the secret is the one that the last rotation replaced. */
    boolean isPrevious(RefreshHashes presented) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from authorization_grant
                        where family_hash = :family and previous_refresh_hash = :secret""")
                        .bind("family", presented.family())
                        .bind("secret", presented.secret())
                        .mapTo(Integer.class)
                        .one()
                == 1);
    }

    /** @return whether this call ended it */
    boolean end(String id, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "update authorization_grant set ended_at = :now where id = :id and ended_at is null")
                        .bind("now", now.toEpochMilli())
                        .bind("id", id)
                        .execute()
                == 1);
    }

    /** Where the bidder went in a session: the platforms of its redeemed grants, also of those that ended, each once. */
    List<Visit> listVisitsOfSession(String sessionId) {
        return listVisits("where session_id = :key and code_redeemed_at is not null", sessionId);
    }

    /** The same of those grants alone that live. */
    List<Visit> listLivingVisitsOfSession(String sessionId) {
        return listVisits(
                "where session_id = :key and code_redeemed_at is not null and ended_at is null", sessionId);
    }

    List<Visit> listLivingVisitsOfSubject(String subjectId) {
        return listVisits("where subject_id = :key and code_redeemed_at is not null and ended_at is null", subjectId);
    }

    /** By way of the key's subject, by which grants have an index. */
    List<Visit> listLivingVisitsOfKey(String keyId) {
        return listVisits("""
                where subject_id = (select k.subject_id from subject_key k where k.id = :key)
                  and key_id = :key and code_redeemed_at is not null and ended_at is null""", keyId);
    }

    private List<Visit> listVisits(String where, String key) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select distinct platform_id, subject_id, session_id from authorization_grant "
                                + where + " order by platform_id, session_id")
                .bind("key", key)
                .map((row, context) -> new Visit(
                        row.getString("platform_id"), row.getString("subject_id"), row.getString("session_id")))
                .list());
    }

    /** @return how many this call ended */
    int endOfSession(String sessionId, Instant now) {
        return endAll("where session_id = :key and ended_at is null", sessionId, now);
    }

    int endOfSubject(String subjectId, Instant now) {
        return endAll("where subject_id = :key and ended_at is null", subjectId, now);
    }

    int endOfKey(String keyId, Instant now) {
        return endAll("""
                where subject_id = (select k.subject_id from subject_key k where k.id = :key)
                  and key_id = :key and ended_at is null""", keyId, now);
    }

    private int endAll(String where, String key, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("update authorization_grant set ended_at = :now " + where)
                .bind("now", now.toEpochMilli())
                .bind("key", key)
                .execute());
    }

    /** @return the sessions of those that were in use */
    List<String> endOfPlatform(String subjectId, String platformId, Instant now) {
        return jdbi.withHandle(handle -> {
            handle.createUpdate("""
                            update authorization_grant set ended_at = :now
                            where subject_id = :subject and platform_id = :platform and ended_at is null""")
                    .bind("now", now.toEpochMilli())
                    .bind("subject", subjectId)
                    .bind("platform", platformId)
                    .execute();
            return handle.createQuery("""
                            select distinct session_id from authorization_grant
                            where subject_id = :subject and platform_id = :platform and ended_at = :now
                              and code_redeemed_at is not null""")
                    .bind("subject", subjectId)
                    .bind("platform", platformId)
                    .bind("now", now.toEpochMilli())
                    .mapTo(String.class)
                    .list();
        });
    }

    /** @return rows deleted, at most 500 */
    int deleteExpired(Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from authorization_grant where expires_at < :now limit 500")
                .bind("now", now.toEpochMilli())
                .execute());
    }

    private Optional<Grant> find(String sql, Object key) {
        return jdbi.withHandle(handle ->
                handle.createQuery(sql).bind("key", key).map(GrantStore::grant).findOne());
    }

    private static Grant grant(ResultSet row, StatementContext context) throws SQLException {
        return new Grant(
                row.getString("id"),
                row.getString("platform_id"),
                row.getString("subject_id"),
                // Rows of the release before have none.
                Optional.ofNullable(row.getString("sub")).orElse(row.getString("subject_id")),
                row.getString("key_id"),
                row.getString("session_id"),
                row.getString("scope"),
                Instant.ofEpochMilli(row.getLong("code_expires_at")),
                row.getString("redirect_uri"),
                Optional.ofNullable(row.getString("code_challenge")),
                Optional.ofNullable(row.getString("nonce")),
                Optional.ofNullable(row.getString("claims_request")),
                Optional.ofNullable(row.getString("resources"))
                        .map(names -> List.of(names.split(" ")))
                        .orElse(List.of()),
                Optional.ofNullable(row.getString("dpop_jkt")),
                Instant.ofEpochMilli(row.getLong("auth_time")),
                row.getString("acr"),
                List.of(row.getString("amr").split(" ")),
                Optional.ofNullable(row.getObject("rotated_at", Long.class)).map(Instant::ofEpochMilli),
                row.getObject("ended_at") != null);
    }
}
