package dev.tamga.idp.authorization;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.secret.Ids;

/** The door to pending authorization requests. */
public final class AuthorizationRequests {
    private final AuthorizationRequestStore store;
    private final AuthorizationRules rules;
    private final Ids ids;
    private final Clock clock;
    private final Duration lifetime;

    public AuthorizationRequests(Jdbi jdbi, Platforms platforms, Ids ids, Clock clock, Duration lifetime) {
        this.store = new AuthorizationRequestStore(jdbi);
        this.rules = new AuthorizationRules(platforms);
        this.ids = ids;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /**
     * Checks the parameters and writes the row.
     *
     * @throws AuthorizationError if they are not a valid request
     */
    public PendingRequest open(Map<String, String[]> parameters, byte[] browserHash) {
        AuthorizationParameters checked = rules.check(parameters);
        PendingRequest request = new PendingRequest(ids.secret(), checked, clock.instant());
        store.insert(request, browserHash, request.createdAt().plus(lifetime));
        return request;
    }

    /** The request, while it waits, for the browser that brought it. */
    public Optional<PendingRequest> find(String id, byte[] browserHash) {
        return id.length() == 43 ? store.find(id, browserHash, clock.instant()) : Optional.empty();
    }

    /** Answers the request once; joins the caller's transaction. */
    public boolean fulfil(PendingRequest request) {
        return store.fulfil(request.id(), clock.instant());
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return store.deleteExpired(clock.instant());
    }
}
