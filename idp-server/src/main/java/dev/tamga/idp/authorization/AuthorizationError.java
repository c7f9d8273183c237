package dev.tamga.idp.authorization;

import java.util.Optional;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.web.ErrorCode;
import dev.tamga.idp.web.ErrorContact;

/**
 * A refused authorization request.
 *
 * <p>Spring's filter carries it to our error response, hence its supertype.
 */
public final class AuthorizationError extends OAuth2AuthenticationException {
    private static final long serialVersionUID = 1;

    private final transient Optional<Target> target;
    private final ErrorCode page;
    private transient Optional<ErrorContact> contact = Optional.empty();

    /** Where an error may be sent: a redirect URI that was already found registered. */
    public record Target(
            String redirectUri, Optional<String> state, AuthorizationParameters.ResponseMode responseMode) {

        public static Target of(AuthorizationParameters parameters) {
            return new Target(parameters.redirectUri(), parameters.state(), parameters.responseMode());
        }
    }

    private AuthorizationError(OAuth2Error error, Optional<Target> target, ErrorCode page) {
        super(error, error.getErrorCode() + ": " + error.getDescription());
        this.target = target;
        this.page = page;
    }

    /** No redirect is allowed: the bidder sees an error page. */
    public static AuthorizationError page(ErrorCode page, String description) {
        return new AuthorizationError(new OAuth2Error("invalid_request", description, null), Optional.empty(), page);
    }

    /** The same, of a request that is wrong in itself, or used, or expired. */
    public static AuthorizationError page(String description) {
        return page(ErrorCode.INVALID_REQUEST, description);
    }

    /** @param code as RFC 6749 §4.1.2.1 or OpenID Connect Core §3.1.2.6 lists it */
    public static AuthorizationError to(Target target, String code, String description) {
        return new AuthorizationError(
                new OAuth2Error(code, description, null), Optional.of(target), ErrorCode.INVALID_REQUEST);
    }

    /** What the error page says where there is no target. */
    public ErrorCode page() {
        return page;
    }

    public Optional<Target> target() {
        return target;
    }

    /** The same, of a platform that is known: its bidder is told whom to call. */
    AuthorizationError of(Platform platform) {
        contact = Optional.of(new ErrorContact(platform.name(), platform.supportPhone().orElse(null)));
        return this;
    }

    Optional<ErrorContact> contact() {
        return contact;
    }
}
