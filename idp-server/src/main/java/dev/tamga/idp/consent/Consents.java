package dev.tamga.idp.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.authorization.PendingRequest;
import dev.tamga.idp.consent.ConsentStore.Parties;
import dev.tamga.idp.session.SignInSession;

/** The door to remembered consents. */
public final class Consents {
    /** Of the consent page's text: a new one asks everybody again. */
    public static final String TEXT_VERSION = "2026-11";

    private final ConsentStore store;
    private final Clock clock;
    private final Duration lifetime;

    public Consents(Jdbi jdbi, Clock clock, Duration lifetime) {
        this.store = new ConsentStore(jdbi);
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /**
     * Whether the subject agreed to what this request asks; with {@code prompt=consent} only an agreement that is younger
     * than the request counts.
     */
    public boolean covers(SignInSession session, PendingRequest request) {
        boolean anew = request.parameters().prompt().contains("consent");
        return find(session, request)
                .filter(consent -> consent.covers(request.parameters().scopes()))
                .filter(consent -> !anew || !consent.createdAt().isBefore(request.createdAt()))
                .isPresent();
    }

    /** Remembers; what was agreed to before under the same text stays agreed. Joins the caller's transaction. */
    void remember(SignInSession session, PendingRequest request) {
        Set<String> scopes = new TreeSet<>(request.parameters().scopes());
        find(session, request)
                .filter(earlier -> earlier.textVersion().equals(TEXT_VERSION))
                .ifPresent(earlier -> scopes.addAll(earlier.scopes()));
        Instant now = clock.instant();
        store.save(parties(session, request), new Consent(scopes, TEXT_VERSION, now), now.plus(lifetime));
    }

    private Optional<Consent> find(SignInSession session, PendingRequest request) {
        return store.find(parties(session, request), clock.instant());
    }

    private static Parties parties(SignInSession session, PendingRequest request) {
        return new Parties(session.subjectId(), request.parameters().clientId());
    }
}
