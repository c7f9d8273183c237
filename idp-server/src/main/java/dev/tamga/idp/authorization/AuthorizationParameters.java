package dev.tamga.idp.authorization;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A valid authorization request (OpenID Connect Core §3.1.2.1), every parameter resolved.
 *
 * @param maxAge seconds
 * @param claims OpenID Connect Core §5.5, a JSON object
 */
public record AuthorizationParameters(
        String clientId,
        String redirectUri,
        Optional<String> state,
        List<String> scopes,
        Optional<String> nonce,
        Optional<String> codeChallenge,
        ResponseMode responseMode,
        Set<String> prompt,
        Optional<Long> maxAge,
        Optional<String> claims) {

    /** OAuth 2.0 Multiple Response Types §2.1 and Form Post Response Mode. */
    public enum ResponseMode {
        QUERY,
        FORM_POST
    }

    public String scope() {
        return String.join(" ", scopes);
    }
}
