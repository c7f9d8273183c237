package dev.tamga.idp.grant;

import java.time.Instant;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;

import dev.tamga.idp.authorization.AuthorizationAttempt;
import dev.tamga.idp.authorization.AuthorizationError;
import dev.tamga.idp.authorization.AuthorizationError.Target;
import dev.tamga.idp.authorization.AuthorizationOutcome;
import dev.tamga.idp.authorization.AuthorizationParameters;
import dev.tamga.idp.authorization.AuthorizationRequests;
import dev.tamga.idp.authorization.PendingRequest;
import dev.tamga.idp.consent.Consents;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.session.SignInSession;

/** Decides the next step of an authorization request: sign in, ask for consent, or issue the code. */
public final class AuthorizationProvider implements AuthenticationProvider {
    private final Jdbi jdbi;
    private final AuthorizationRequests requests;
    private final Platforms platforms;
    private final Consents consents;
    private final Grants grants;

    public AuthorizationProvider(
            Jdbi jdbi, AuthorizationRequests requests, Platforms platforms, Consents consents, Grants grants) {
        this.jdbi = jdbi;
        this.requests = requests;
        this.platforms = platforms;
        this.consents = consents;
        this.grants = grants;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        AuthorizationAttempt attempt = (AuthorizationAttempt) authentication;
        PendingRequest request = attempt.resumes()
                .map(id -> resume(id, attempt))
                .orElseGet(() -> requests.open(attempt.parameters(), attempt.browserHash()));
        return new AuthorizationOutcome(next(request, attempt.session()));
    }

    private PendingRequest resume(String id, AuthorizationAttempt attempt) {
        String[] clientId = attempt.parameters().getOrDefault("client_id", new String[0]);
        return requests.find(id, attempt.browserHash())
                .filter(request -> clientId.length == 1 && request.parameters().clientId().equals(clientId[0]))
                .orElseThrow(() -> AuthorizationError.page("request_uri has expired or was answered already"));
    }

    private AuthorizationOutcome.Step next(PendingRequest request, Optional<SignInSession> session) {
        boolean silent = request.parameters().prompt().contains("none");
        Optional<SignInSession> enough = session.filter(live -> isFresh(live, request));
        if (enough.isEmpty()) {
            requireNot(silent, request, "login_required");
            return new AuthorizationOutcome.SignIn(request);
        }
        requireAdmitted(request, enough.get());
        if (!consents.covers(enough.get(), request)) {
            requireNot(silent, request, "consent_required");
            return new AuthorizationOutcome.AskConsent(request);
        }
        return code(request, enough.get());
    }

    /** OpenID Connect Core §3.1.2.1, {@code prompt} and {@code max_age}, as decisions.md resolves them. */
    private static boolean isFresh(SignInSession session, PendingRequest request) {
        AuthorizationParameters parameters = request.parameters();
        Instant created = request.createdAt();
        if (!session.authTime().isBefore(created)) {
            return true;
        }
        boolean anew = parameters.prompt().contains("login") || parameters.prompt().contains("select_account");
        boolean young = parameters.maxAge()
                .map(seconds -> seconds > 0 && !session.authTime().plusSeconds(seconds).isBefore(created))
                .orElse(true);
        return !anew && young;
    }

    private static void requireNot(boolean silent, PendingRequest request, String code) {
        if (silent) {
            throw AuthorizationError.to(Target.of(request.parameters()), code, "prompt=none allows no page");
        }
    }

    private void requireAdmitted(PendingRequest request, SignInSession session) {
        // It may have been switched off while the bidder signed in.
        Platform platform = platforms.find(request.parameters().clientId())
                .filter(Platform::isConnected)
                .orElseThrow(() -> AuthorizationError.page("client_id names no connected platform"));
        Optional<String> rule = platform.admission()
                .refuses(session.ca().value(), session.holderKind().name(), session.region());
        if (rule.isPresent()) {
            throw AuthorizationError.to(Target.of(request.parameters()), "access_denied",
                    "this platform does not admit the key (" + rule.get() + ")");
        }
    }

    /** Fulfilled by compare-and-set: a double submit gives one code. */
    private AuthorizationOutcome.Step code(PendingRequest request, SignInSession session) {
        Optional<String> code = jdbi.inTransaction(handle -> requests.fulfil(request)
                ? Optional.of(grants.issueCode(request.parameters(), session))
                : Optional.empty());
        return new AuthorizationOutcome.Code(
                request.parameters(),
                code.orElseThrow(() -> AuthorizationError.page("this request was answered already")));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return AuthorizationAttempt.class.isAssignableFrom(authentication);
    }
}
