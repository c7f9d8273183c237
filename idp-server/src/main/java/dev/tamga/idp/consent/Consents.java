package dev.tamga.idp.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.authorization.PendingRequest;
import dev.tamga.idp.consent.ConsentStore.Parties;
import dev.tamga.idp.session.SignInSession;

/** The door to remembered consents. */
public final class Consents {
    /** Of the consent page's text: a new one asks everybody again. */
    public static final String TEXT_VERSION = "2026-11";

    private final Jdbi jdbi;
    private final ConsentStore store;
    private final Remembering remembering;
    private final Withdrawal withdrawal;

    /** For how long a consent is remembered, and where its history is. */
    public record Remembering(Clock clock, Duration lifetime, Audit audit) {}

    public Consents(Jdbi jdbi, Remembering remembering, Withdrawal withdrawal) {
        this.jdbi = jdbi;
        this.store = new ConsentStore(jdbi);
        this.remembering = remembering;
        this.withdrawal = withdrawal;
    }

    /**
     * Whether the subject agreed to what this request asks; with {@code prompt=consent} only an agreement that is
     * younger than the request counts. In the transaction that issues the code the consent stays until its commit: a withdrawal
     * waits, and then finds the code.
     */
    public boolean covers(SignInSession session, PendingRequest request) {
        boolean anew = request.parameters().prompt().contains("consent");
        return find(session, request)
                .filter(consent -> consent.covers(Consent.to(request.parameters(), now())))
                .filter(consent -> !anew || !consent.createdAt().isBefore(request.createdAt()))
                .isPresent();
    }

    /** Remembers; what was agreed to before under the same text stays agreed. Joins the caller's transaction. */
    void remember(SignInSession session, PendingRequest request) {
        Consent agreed = Consent.to(request.parameters(), now());
        Consent all = find(session, request).map(agreed::with).orElse(agreed);
        store.save(parties(session, request), all, now().plus(remembering.lifetime()));
    }

    /**
     * Takes a consent back: what the platform holds by it ends in the same transaction.
     *
     * @return whether there was one
     */
    public boolean withdraw(String subjectId, String platformId) {
        return jdbi.inTransaction(handle -> {
            // First the consent, then the grants: whoever issues a code at this moment holds the former.
            boolean remembered = store.delete(new Parties(subjectId, platformId));
            withdrawal.end(subjectId, platformId);
            remembering.audit().record(AuditEvent.of(AuditEvent.Type.CONSENT)
                    .code("withdrawn").subject(subjectId).platform(platformId));
            return remembered;
        });
    }

    /** What a subject agreed to and has not taken back, the newest first. One select. */
    public List<GivenConsent> list(String subjectId) {
        return store.list(subjectId, now());
    }

    private Optional<Consent> find(SignInSession session, PendingRequest request) {
        return store.find(parties(session, request), now());
    }

    private Instant now() {
        return remembering.clock().instant();
    }

    private static Parties parties(SignInSession session, PendingRequest request) {
        return new Parties(session.subjectId(), request.parameters().clientId());
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return store.deleteExpired(now());
    }
}
