package dev.tamga.idp.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.authorization.AuthorizationParameters;
import dev.tamga.idp.grant.GrantStore.Lifetime;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.session.SignInSession;

/** The door to grants: issue, look up, end. Redemption is {@link Redeemer}'s. */
public final class Grants {
    private final GrantStore store;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final TokenLifetimes lifetimes;

    public Grants(Jdbi jdbi, Audit audit, Ids ids, Clock clock, TokenLifetimes lifetimes) {
        this.store = new GrantStore(jdbi);
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.lifetimes = lifetimes;
    }

    /** One insert; joins the caller's transaction. @return the code */
    String issueCode(AuthorizationParameters parameters, SignInSession session) {
        String code = ids.secret();
        Instant now = clock.instant();
        Grant grant = new Grant(
                ids.next(), parameters.clientId(), session.subjectId(), session.keyId(), session.id(), parameters.scope(),
                now.plus(lifetimes.code()), parameters.redirectUri(), parameters.codeChallenge(), parameters.nonce(),
                parameters.claims(), session.authTime(), session.acr(), session.amr(), Optional.empty(), false);
        // Kept a little beyond the last token, so that its reuse is still recognised.
        Duration kept = lifetimes.refreshFamily().plus(lifetimes.code()).plus(Duration.ofHours(1));
        store.insert(grant, Hash.sha256(code), new Lifetime(now, now.plus(kept)));
        return code;
    }

    /** The grant that an access token leads to, unless it ended. One select. */
    Optional<Grant> findLive(String id) {
        return store.find(id).filter(grant -> !grant.ended());
    }

    /** Ends every grant of a session; joins the caller's transaction. @return the platforms the bidder went to */
    public List<String> endSession(String sessionId) {
        List<String> platforms = store.listPlatformsOfSession(sessionId);
        store.endOfSession(sessionId, clock.instant());
        return platforms;
    }

    /** Ends one grant for a reason; joins the caller's transaction. */
    void end(Grant grant, String reason) {
        if (store.end(grant.id(), clock.instant())) {
            audit.record(AuditEvent.of(AuditEvent.Type.GRANT_ENDED)
                    .code(reason).subject(grant.subjectId()).platform(grant.platformId()));
        }
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return store.deleteExpired(clock.instant());
    }

    TokenLifetimes lifetimes() {
        return lifetimes;
    }

    GrantStore store() {
        return store;
    }
}
