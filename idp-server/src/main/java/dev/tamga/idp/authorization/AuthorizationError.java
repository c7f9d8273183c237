package dev.tamga.idp.authorization;

import java.util.Optional;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * A refused authorization request.
 *
 * <p>Spring's filter carries it to our error response, hence its supertype.
 */
public final class AuthorizationError extends OAuth2AuthenticationException {
    private static final long serialVersionUID = 1;

    private final transient Optional<Target> target;

    /** Where an error may be sent: a redirect URI that was already found registered. */
    public record Target(
            String redirectUri, Optional<String> state, AuthorizationParameters.ResponseMode responseMode) {

        public static Target of(AuthorizationParameters parameters) {
            return new Target(parameters.redirectUri(), parameters.state(), parameters.responseMode());
        }
    }

    private AuthorizationError(String code, String description, Optional<Target> target) {
        super(new OAuth2Error(code, description, null), code + ": " + description);
        this.target = target;
    }

    /** No redirect is allowed: the bidder sees an error page. */
    public static AuthorizationError page(String description) {
        return new AuthorizationError("invalid_request", description, Optional.empty());
    }

    /** @param code as RFC 6749 §4.1.2.1 or OpenID Connect Core §3.1.2.6 lists it */
    public static AuthorizationError to(Target target, String code, String description) {
        return new AuthorizationError(code, description, Optional.of(target));
    }

    public Optional<Target> target() {
        return target;
    }
}
