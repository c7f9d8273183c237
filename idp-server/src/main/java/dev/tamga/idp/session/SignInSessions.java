package dev.tamga.idp.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;

/** The door to sign-in sessions. */
public final class SignInSessions {
    /** {@code acr} of a sign-in by an origin-attested signature of a certified key. */
    public static final String ACR = "urn:tamga:acr:certificate";

    private static final String CURRENT = SignInSession.class.getName();
    /** Last use is written at most this often: a session costs no write a request. */
    private static final Duration TOUCH_AFTER = Duration.ofMinutes(1);

    private final SignInSessionStore store;
    private final Ids ids;
    private final Clock clock;
    private final SessionLimits limits;

    /** When a session stops giving single sign-on. */
    public record SessionLimits(Duration idle, Duration absolute) {}

    public SignInSessions(org.jdbi.v3.core.Jdbi jdbi, Ids ids, Clock clock, SessionLimits limits) {
        this.store = new SignInSessionStore(jdbi);
        this.ids = ids;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Writes the row; joins the caller's transaction.
     *
     * @return the cookie's value: hand it to {@link #give} once the transaction has committed
     */
    public String start(NewSession session) {
        String token = ids.secret();
        store.insert(ids.next(), Hash.sha256(token), session, lifetime());
        return token;
    }

    private SignInSessionStore.Lifetime lifetime() {
        return SignInSessionStore.Lifetime.of(clock.instant(), limits.absolute());
    }

    /** Sets the cookie: always a new one, so that a session planted before sign-in is worth nothing. */
    public void give(String token, HttpServletRequest request, HttpServletResponse response) {
        request.removeAttribute(CURRENT);
        Cookies.write(response, Cookies.SESSION, token);
    }

    /** The session of this request, read once. */
    public Optional<SignInSession> current(HttpServletRequest request) {
        if (request.getAttribute(CURRENT) instanceof Optional<?> known) {
            return known.map(SignInSession.class::cast);
        }
        Optional<SignInSession> found = Cookies.read(request, Cookies.SESSION).flatMap(this::findLive);
        request.setAttribute(CURRENT, found);
        return found;
    }

    /** From now on nobody asks the database for this request's session: it does not answer. */
    public static void giveUp(HttpServletRequest request) {
        if (request.getAttribute(CURRENT) == null) {
            request.setAttribute(CURRENT, Optional.empty());
        }
    }

    /** Whether the browser came with a session that lives no more, as far as this request asked. */
    public static boolean hasEnded(HttpServletRequest request) {
        return request.getAttribute(CURRENT) instanceof Optional<?> known && known.isEmpty()
                && Cookies.read(request, Cookies.SESSION).isPresent();
    }

    /** How long a session of this request goes on if nothing more happens. */
    public Duration left(SignInSession session) {
        Instant now = clock.instant();
        // Past that, this very request was written down as its last use.
        boolean touched = session.lastSeenAt().isBefore(now.minus(TOUCH_AFTER));
        return left(session, touched ? now : session.lastSeenAt());
    }

    /** The same for a request that only asks: it is no use of the session. Zero without one. */
    Duration peek(HttpServletRequest request) {
        return Cookies.read(request, Cookies.SESSION)
                .flatMap(token -> store.find(Hash.sha256(token), clock.instant(), limits.idle()))
                .map(session -> left(session, session.lastSeenAt()))
                .orElse(Duration.ZERO);
    }

    private Duration left(SignInSession session, Instant lastSeen) {
        Instant idle = lastSeen.plus(limits.idle());
        Instant end = idle.isBefore(session.expiresAt()) ? idle : session.expiresAt();
        return Duration.between(clock.instant(), end);
    }

    private Optional<SignInSession> findLive(String token) {
        Instant now = clock.instant();
        Optional<SignInSession> found = store.find(Hash.sha256(token), now, limits.idle());
        found.filter(session -> session.lastSeenAt().isBefore(now.minus(TOUCH_AFTER)))
                .ifPresent(session -> store.touch(session.id(), now));
        return found;
    }

    /**
     * Writes another signature of the subject that this browser is, or was, signed in as: the same session, under a new
     * cookie, so that its platforms stay with it and the old cookie is worth nothing. Joins the caller's transaction.
     *
     * @return the new cookie's value; empty where that session ended meanwhile or is another subject's
     */
    public Optional<String> renew(SignInSession earlier, NewSession session) {
        String token = ids.secret();
        return store.renew(earlier.id(), Hash.sha256(token), session, lifetime())
                ? Optional.of(token)
                : Optional.empty();
    }

    /** The session that the cookie names, also when it idled out: it ended nothing but single sign-on. */
    public Optional<SignInSession> presented(HttpServletRequest request) {
        return Cookies.read(request, Cookies.SESSION)
                .flatMap(token -> store.find(Hash.sha256(token), clock.instant(), limits.absolute()));
    }

    /** The session of a {@code sid}, unless it ended. */
    public Optional<SignInSession> find(String id) {
        return store.findById(id);
    }

    /** Ends a session for good; joins the caller's transaction. Its grants are the caller's to end. */
    public boolean end(String sessionId) {
        return store.end(sessionId, clock.instant());
    }

    /** Ends all sessions that a key signed in last; joins the caller's transaction. @return those that this call ended */
    public List<String> endOfKey(String keyId) {
        return store.listOfKey(keyId).stream().filter(this::end).toList();
    }

    /** Ends all sessions of a subject; joins the caller's transaction. @return those that this call ended */
    public List<String> endOfSubject(String subjectId) {
        return store.listOfSubject(subjectId).stream().filter(this::end).toList();
    }

    /** Takes the cookie away. */
    public void forget(HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(CURRENT, Optional.empty());
        Cookies.clear(response, Cookies.SESSION);
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return store.deleteExpired(clock.instant());
    }
}
