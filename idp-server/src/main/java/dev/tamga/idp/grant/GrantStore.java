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
            select id, platform_id, subject_id, key_id, session_id, scope, code_expires_at, redirect_uri, code_challenge,
                   nonce, claims_request, auth_time, acr, amr, rotated_at, ended_at
            from authorization_grant
            """;

    private final Jdbi jdbi;

    GrantStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Grant grant, byte[] codeHash, Lifetime lifetime) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into authorization_grant (id, platform_id, subject_id, key_id, session_id, scope, code_hash,
                            code_expires_at, redirect_uri, code_challenge, nonce, claims_request, auth_time, acr, amr,
                            created_at, expires_at)
                        values (:id, :platform, :subject, :key, :session, :scope, :code, :codeExpires, :redirect,
                            :challenge, :nonce, :claims, :authTime, :acr, :amr, :now, :expires)""")
                .bind("id", grant.id())
                .bind("platform", grant.platformId())
                .bind("subject", grant.subjectId())
                .bind("key", grant.keyId())
                .bind("session", grant.sessionId())
                .bind("scope", grant.scope())
                .bind("code", codeHash)
                .bind("codeExpires", grant.codeExpiresAt().toEpochMilli())
                .bind("redirect", grant.redirectUri())
                .bind("challenge", grant.codeChallenge())
                .bind("nonce", grant.nonce())
                .bind("claims", grant.claimsRequest())
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
     * @return whether this call was the one that took it
     */
    boolean redeem(byte[] codeHash, RefreshHashes first, Lifetime family) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update authorization_grant
                        set code_redeemed_at = :now, family_hash = :family, refresh_hash = :secret,
                            refresh_expires_at = :expires
                        where code_hash = :code and code_redeemed_at is null and ended_at is null
                          and exists (select 1 from sign_in_session s
                                      where s.id = authorization_grant.session_id and s.ended_at is null)""")
                        .bind("now", family.start().toEpochMilli())
                        .bind("family", first.family())
                        .bind("secret", first.secret())
                        .bind("expires", family.end().toEpochMilli())
                        .bind("code", codeHash)
                        .execute()
                == 1);
    }

    /** Puts {@code next} in place of the presented secret. @return whether this call was the one that rotated it */
    boolean rotate(RefreshHashes presented, byte[] next, String platformId, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update authorization_grant
                        set previous_refresh_hash = refresh_hash, refresh_hash = :next, rotated_at = :now
                        where family_hash = :family and refresh_hash = :secret and platform_id = :platform
                          and ended_at is null and refresh_expires_at > :now""")
                        .bind("next", next)
                        .bind("now", now.toEpochMilli())
                        .bind("family", presented.family())
                        .bind("secret", presented.secret())
                        .bind("platform", platformId)
                        .execute()
                == 1);
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

    /** The platforms of a session's living grants, each once. */
    List<String> listPlatformsOfSession(String sessionId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct platform_id from authorization_grant
                        where session_id = :session and ended_at is null and code_redeemed_at is not null
                        order by platform_id""")
                .bind("session", sessionId)
                .mapTo(String.class)
                .list());
    }

    int endOfSession(String sessionId, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update authorization_grant set ended_at = :now
                        where session_id = :session and ended_at is null""")
                .bind("now", now.toEpochMilli())
                .bind("session", sessionId)
                .execute());
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
                row.getString("key_id"),
                row.getString("session_id"),
                row.getString("scope"),
                Instant.ofEpochMilli(row.getLong("code_expires_at")),
                row.getString("redirect_uri"),
                Optional.ofNullable(row.getString("code_challenge")),
                Optional.ofNullable(row.getString("nonce")),
                Optional.ofNullable(row.getString("claims_request")),
                Instant.ofEpochMilli(row.getLong("auth_time")),
                row.getString("acr"),
                List.of(row.getString("amr").split(" ")),
                Optional.ofNullable(row.getObject("rotated_at", Long.class)).map(Instant::ofEpochMilli),
                row.getObject("ended_at") != null);
    }
}
