package dev.tamga.idp.authorization;

import java.util.List;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/** What the authorization endpoint does next, in the shape that Spring's filter hands to its response handler. */
public final class AuthorizationOutcome extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Step step;

    /** The next step of the bidder's browser. */
    public sealed interface Step {}

    /** The browser must come again by GET, with its cookies. */
    public record Present(RequestUri uri) implements Step {}

    /** The key must sign first. */
    public record SignIn(PendingRequest request) implements Step {}

    /** The key that signed in cannot answer; the bidder is told why. */
    public record TurnedAway(PendingRequest request) implements Step {}

    /** The bidder must be asked first. */
    public record AskConsent(PendingRequest request) implements Step {}

    /** Back to the platform with a code. */
    public record Code(AuthorizationParameters parameters, String code) implements Step {
        @Override
        public String toString() {
            return "Code for " + parameters.clientId();
        }
    }

    public AuthorizationOutcome(Step step) {
        super(List.of());
        this.step = step;
        setAuthenticated(true);
    }

    public Step step() {
        return step;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return "";
    }
}
