package dev.tamga.idp.grant;

import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;

import dev.tamga.idp.authorization.AuthorizationAttempt;
import dev.tamga.idp.authorization.AuthorizationError;
import dev.tamga.idp.authorization.AuthorizationError.Target;
import dev.tamga.idp.authorization.AuthorizationOutcome;
import dev.tamga.idp.authorization.AuthorizationRequests;
import dev.tamga.idp.authorization.PendingRequest;
import dev.tamga.idp.authorization.SessionRules;
import dev.tamga.idp.authorization.SessionRules.Verdict;
import dev.tamga.idp.consent.Consents;
import dev.tamga.idp.session.SignInSession;

/** Decides the next step of an authorization request: sign in, ask for consent, or issue the code. */
public final class AuthorizationProvider implements AuthenticationProvider {
    private final Jdbi jdbi;
    private final AuthorizationRequests requests;
    private final SessionRules rules;
    private final Consents consents;
    private final Grants grants;

    public AuthorizationProvider(
            Jdbi jdbi, AuthorizationRequests requests, SessionRules rules, Consents consents, Grants grants) {
        this.jdbi = jdbi;
        this.requests = requests;
        this.rules = rules;
        this.consents = consents;
        this.grants = grants;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        AuthorizationAttempt attempt = (AuthorizationAttempt) authentication;
        return new AuthorizationOutcome(attempt.browserHash()
                .map(browser -> answer(request(attempt, browser), browser, attempt.session()))
                .orElseGet(() -> new AuthorizationOutcome.Present(
                        attempt.requestUri().orElseGet(() -> requests.park(attempt.parameters())))));
    }

    private PendingRequest request(AuthorizationAttempt attempt, byte[] browser) {
        return attempt.requestUri()
                .map(uri -> requests.present(uri, browser).orElseThrow(() ->
                        AuthorizationError.page("request_uri is unknown, has expired or was answered already")))
                .orElseGet(() -> requests.open(attempt.parameters()));
    }

    private AuthorizationOutcome.Step answer(
            PendingRequest request, byte[] browser, Optional<SignInSession> session) {
        AuthorizationOutcome.Step step = next(request, session);
        if (!(step instanceof AuthorizationOutcome.Code)) {
            requests.keep(request, browser);
        }
        return step;
    }

    private AuthorizationOutcome.Step next(PendingRequest request, Optional<SignInSession> session) {
        return switch (rules.of(request, session)) {
            case Verdict.SignIn none -> page(request, "login_required", new AuthorizationOutcome.SignIn(request));
            case Verdict.TurnedAway away ->
                page(request, "interaction_required", new AuthorizationOutcome.TurnedAway(request));
            case Verdict.Good good -> code(request, good.session()).orElseGet(() ->
                page(request, "consent_required", new AuthorizationOutcome.AskConsent(request)));
        };
    }

    /** OpenID Connect Core §3.1.2.6: what a page would have to do is told instead where none is allowed. */
    private static AuthorizationOutcome.Step page(
            PendingRequest request, String error, AuthorizationOutcome.Step step) {
        if (request.parameters().silent()) {
            throw AuthorizationError.to(Target.of(request.parameters()), error, "prompt=none allows no page");
        }
        return step;
    }

    /** Fulfilled by compare-and-set: a double submit gives one code. Empty where the bidder has to be asked. */
    private Optional<AuthorizationOutcome.Step> code(PendingRequest request, SignInSession session) {
        return jdbi.inTransaction(handle -> {
            if (!consents.covers(session, request)) {
                return Optional.empty();
            }
            if (!requests.fulfil(request)) {
                throw AuthorizationError.page("this request was answered already");
            }
            return Optional.of(new AuthorizationOutcome.Code(
                    request.parameters(),
                    grants.issueCode(request.parameters(), session, rules.nameOf(request, session))));
        });
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return AuthorizationAttempt.class.isAssignableFrom(authentication);
    }
}
