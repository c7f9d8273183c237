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
     * Checks the parameters. Nothing is written: a bidder who is signed in and has consented is answered at once.
     *
     * @throws AuthorizationError if they are not a valid request
     */
    public PendingRequest open(Map<String, String[]> parameters) {
        return open(new RawParameters(parameters, false), false);
    }

    private PendingRequest open(RawParameters raw, boolean kept) {
        return new PendingRequest(ids.secret(), rules.check(raw), clock.instant(), kept);
    }

    /** Writes the row of a request that has to wait for a page, unless it has one. */
    public void keep(PendingRequest request, byte[] browserHash) {
        if (!request.kept()) {
            store.insert(request, Optional.of(browserHash), request.createdAt().plus(lifetimes.pending()));
        }
    }

    /**
     * Checks the parameters of a request that was posted and writes the row: which browser it belongs to is known when
     * that presents it.
     *
     * @throws AuthorizationError if they are not a valid request
     */
    public RequestUri park(Map<String, String[]> parameters) {
        PendingRequest request = push(new RawParameters(parameters, false));
        return new RequestUri(request.id(), request.parameters().clientId());
    }

    /**
     * The same for parameters that the authenticated platform pushed: no browser brought them yet.
     *
     * @throws AuthorizationError if they are not a valid request
     */
    PendingRequest push(Map<String, String[]> parameters) {
        return push(new RawParameters(parameters, true));
    }

    Duration pushedLifetime() {
        return lifetimes.pushed();
    }

    private PendingRequest push(RawParameters raw) {
        PendingRequest request = open(raw, true);
        store.insert(request, Optional.empty(), request.createdAt().plus(lifetimes.pushed()));
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

    /** Answers the request once; joins the caller's transaction. One without a row is in no other hands. */
    public boolean fulfil(PendingRequest request) {
        return !request.kept() || store.fulfil(request.id(), clock.instant());
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return store.deleteExpired(clock.instant());
    }
}
