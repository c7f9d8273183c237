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

    /**
     * One insert; joins the caller's transaction.
     *
     * @param sub what the platform knows the subject by
     * @return the code
     */
    String issueCode(AuthorizationParameters parameters, SignInSession session, String sub) {
        String code = ids.secret();
        Instant now = clock.instant();
        Grant grant = new Grant(
                ids.next(), parameters.clientId(), session.subjectId(), sub, session.keyId(), session.id(),
                parameters.scope(), now.plus(lifetimes.code()), parameters.redirectUri(), parameters.codeChallenge(),
                parameters.nonce(), parameters.claims(), parameters.tokens().resources(), parameters.tokens().dpopKey(),
                session.authTime(), session.acr(), session.amr(), Optional.empty(), false);
        // Kept a little beyond the last token, so that its reuse is still recognised.
        Duration kept = lifetimes.refreshFamily().plus(lifetimes.code()).plus(Duration.ofHours(1));
        store.insert(grant, Hash.sha256(code), new Lifetime(now, now.plus(kept)));
        return code;
    }

    /** The grant that an access token leads to, unless it ended. One select. */
    Optional<Grant> findLive(String id) {
        return store.find(id).filter(grant -> !grant.ended());
    }

    /** Where the bidder went in a session, whether it lives or not. */
    public List<Visit> visits(String sessionId) {
        return store.listVisitsOfSession(sessionId);
    }

    /** Ends every grant of a session; joins the caller's transaction. @return where the bidder went */
    public List<Visit> endSession(String sessionId) {
        List<Visit> visits = store.listVisitsOfSession(sessionId);
        store.endOfSession(sessionId, clock.instant());
        return visits;
    }

    /**
     * Ends what came to life while the session ended; joins the caller's transaction. Mostly one statement.
     *
     * @return nothing where nothing lived; else where the bidder went, earlier and now
     */
    public List<Visit> endLate(String sessionId) {
        return store.endOfSession(sessionId, clock.instant()) == 0 ? List.of() : visits(sessionId);
    }

    /** Ends what lives of a session; joins the caller's transaction. @return where the bidder went by what ended now */
    public List<Visit> endRestOfSession(String sessionId) {
        List<Visit> visits = store.listLivingVisitsOfSession(sessionId);
        store.endOfSession(sessionId, clock.instant());
        return visits;
    }

    /** The same for all that a subject granted. */
    public List<Visit> endRestOfSubject(String subjectId) {
        List<Visit> visits = store.listLivingVisitsOfSubject(subjectId);
        store.endOfSubject(subjectId, clock.instant());
        return visits;
    }

    /** The same for all that a key granted. */
    public List<Visit> endRestOfKey(String keyId) {
        List<Visit> visits = store.listLivingVisitsOfKey(keyId);
        store.endOfKey(keyId, clock.instant());
        return visits;
    }

    /**
     * Ends what a platform holds of a subject; joins the caller's transaction.
     *
     * @return the sessions in which the subject went there by what ended now
     */
    public List<String> endOfPlatform(String subjectId, String platformId) {
        return store.endOfPlatform(subjectId, platformId, clock.instant());
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
