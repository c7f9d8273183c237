package dev.tamga.idp.authorization;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tamga.idp.claim.AskedClaims;

/**
 * A valid authorization request (OpenID Connect Core §3.1.2.1), every parameter resolved. What a row of an earlier
 * release does not have is filled in here.
 *
 * @param maxAge seconds
 * @param claims what {@link AskedClaims#json} writes
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
        Optional<String> claims,
        Whom whom,
        TokenWishes tokens) {

    public AuthorizationParameters {
        whom = whom == null ? Whom.ANYBODY : whom;
        tokens = tokens == null ? TokenWishes.NONE : tokens;
    }

    /** OAuth 2.0 Multiple Response Types §2.1 and Form Post Response Mode. */
    public enum ResponseMode {
        QUERY,
        FORM_POST
    }

    /**
     * Whom the platform expects at the key.
     *
     * @param subjects the only subjects, as the platform knows them, that may answer ({@code id_token_hint}, or a value
     *     asked of {@code sub}); empty where any may
     * @param loginHint for the eye alone: it decides nothing
     * @param locales {@code ui_locales}, most wanted first
     */
    public record Whom(Optional<Set<String>> subjects, Optional<String> loginHint, List<String> locales) {
        static final Whom ANYBODY = new Whom(Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * What the tokens are to be bound to.
     *
     * @param dpopKey RFC 9449 §10: thumbprint of the key that the token request has to prove
     * @param resources RFC 8707
     */
    public record TokenWishes(Optional<String> dpopKey, List<String> resources) {
        static final TokenWishes NONE = new TokenWishes(Optional.empty(), List.of());
    }

    public String scope() {
        return String.join(" ", scopes);
    }

    /** Whether no page may be shown. */
    public boolean silent() {
        return prompt.contains("none");
    }

    /** The claims asked for one by one. */
    public AskedClaims asked() {
        return claims.map(AskedClaims::read).orElse(AskedClaims.NONE);
    }
}
