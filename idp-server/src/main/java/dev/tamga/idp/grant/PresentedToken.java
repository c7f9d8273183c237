package dev.tamga.idp.grant;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;

import dev.tamga.idp.web.FormParameters;
import dev.tamga.idp.web.OauthAnswers;

/**
 * A token of whatever kind, and who brings it. {@code token_type_hint} is not read: each kind has its own form.
 *
 * @param found what the form had, possibly nothing
 */
record PresentedToken(Optional<Authentication> client, Optional<String> found) {

    static PresentedToken of(HttpServletRequest request) {
        return new PresentedToken(TokenRequest.authenticated(), FormParameters.of(request).find("token"));
    }

    /** Asked for after the platform is known. */
    String token() {
        return found.orElseThrow(() -> OauthAnswers.of("invalid_request", "token is missing"));
    }

    @Override
    public String toString() {
        return "PresentedToken[…]";
    }
}
