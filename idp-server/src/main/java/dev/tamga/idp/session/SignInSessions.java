package dev.tamga.idp.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
        store.insert(
                ids.next(), Hash.sha256(token), session,
                SignInSessionStore.Lifetime.of(clock.instant(), limits.absolute()));
        return token;
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
        Optional<SignInSession> found = Cookies.read(request, Cookies.SESSION).flatMap(this::find);
        request.setAttribute(CURRENT, found);
        return found;
    }

    private Optional<SignInSession> find(String token) {
        Instant now = clock.instant();
        Optional<SignInSession> found = store.find(Hash.sha256(token), now, limits.idle());
        found.filter(session -> session.lastSeenAt().isBefore(now.minus(TOUCH_AFTER)))
                .ifPresent(session -> store.touch(session.id(), now));
        return found;
    }

    /** Ends a session for good; joins the caller's transaction. Its grants are the caller's to end. */
    public boolean end(String sessionId) {
        return store.end(sessionId, clock.instant());
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
