package dev.tamga.idp.authorization;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.authorization.AuthorizationRequestStore.Period;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.secret.Ids;

/** The door to pending authorization requests. */
public final class AuthorizationRequests {
    private static final int ID_LENGTH = 43;

    private final AuthorizationRequestStore store;
    private final AuthorizationRules rules;
    private final Ids ids;
    private final Clock clock;
    private final Lifetimes lifetimes;

    /**
     * How long a request waits.
     *
     * @param pending from the browser that brings it to the code
     * @param pushed from the platform's push to the browser that brings it
     */
    public record Lifetimes(Duration pending, Duration pushed) {}

    /** How requests are checked, and where their ids and times come from. */
    public record Setting(Platforms platforms, WhomRules whom, Ids ids, Clock clock) {}

    public AuthorizationRequests(Jdbi jdbi, Setting setting, Lifetimes lifetimes) {
        this.store = new AuthorizationRequestStore(jdbi);
        this.rules = new AuthorizationRules(setting.platforms(), setting.whom());
        this.ids = setting.ids();
        this.clock = setting.clock();
        this.lifetimes = lifetimes;
    }

    /**
     * Checks the parameters and writes the row.
     *
     * @throws AuthorizationError if they are not a valid request
     */
    public PendingRequest open(Map<String, String[]> parameters, byte[] browserHash) {
        return write(new RawParameters(parameters, false), Optional.of(browserHash), lifetimes.pending());
    }

    /** The same for a request that was posted: which browser it belongs to is known when that presents it. */
    public RequestUri park(Map<String, String[]> parameters) {
        PendingRequest request = write(new RawParameters(parameters, false), Optional.empty(), lifetimes.pushed());
        return new RequestUri(request.id(), request.parameters().clientId());
    }

    /**
     * The same for parameters that the authenticated platform pushed: no browser brought them yet.
     *
     * @throws AuthorizationError if they are not a valid request
     */
    PendingRequest push(Map<String, String[]> parameters) {
        return write(new RawParameters(parameters, true), Optional.empty(), lifetimes.pushed());
    }

    Duration pushedLifetime() {
        return lifetimes.pushed();
    }

    private PendingRequest write(RawParameters raw, Optional<byte[]> browserHash, Duration lifetime) {
        PendingRequest request = new PendingRequest(ids.secret(), rules.check(raw), clock.instant());
        store.insert(request, browserHash, request.createdAt().plus(lifetime));
        return request;
    }

    /** The request, while it waits, for the browser that brought it. */
    public Optional<PendingRequest> find(String id, byte[] browserHash) {
        return id.length() == ID_LENGTH ? store.find(id, browserHash, clock.instant()) : Optional.empty();
    }

    /**
     * The request that a browser presents: its own, or a pushed one that no browser brought before, which from now on
     * is this browser's alone.
     */
    public Optional<PendingRequest> present(RequestUri uri, byte[] browserHash) {
        return find(uri.id(), browserHash)
                .filter(request -> request.parameters().clientId().equals(uri.clientId()))
                .or(() -> take(uri, browserHash));
    }

    private Optional<PendingRequest> take(RequestUri uri, byte[] browserHash) {
        Instant now = clock.instant();
        Period period = new Period(now, now.plus(lifetimes.pending()));
        return uri.id().length() == ID_LENGTH && store.take(uri, browserHash, period)
                ? store.find(uri.id(), browserHash, now)
                : Optional.empty();
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
