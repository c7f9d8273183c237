package dev.tamga.rp;

import java.time.Instant;
import java.util.Map;

import dev.tamga.rp.LoginFailed.Reason;

/** The token endpoint's answer, before the ID token is checked. */
final class Tokens {

    final String idToken;
    final String accessToken;
    final String refreshToken;
    final Instant expiresAt;

    private Tokens(String idToken, String accessToken, String refreshToken, Instant expiresAt) {
        this.idToken = idToken;
        this.accessToken = accessToken;
        this.refreshToken = refreshToken;
        this.expiresAt = expiresAt;
    }

    static Tokens read(String json, Instant now) throws LoginFailed {
        Map<String, Object> answer = Json.object(json, "the token answer");
        String accessToken = text(answer, "access_token");
        String type = text(answer, "token_type");
        // RFC 6749 §7.1: a token of a type that is not understood must not be used.
        if (accessToken == null || !"bearer".equalsIgnoreCase(type)) {
            throw new LoginFailed(Reason.ANSWER_REFUSED, "the token answer has no access token of type Bearer");
        }
        Object lifetime = answer.get("expires_in");
        Instant expiresAt = lifetime instanceof Number ? now.plusSeconds(((Number) lifetime).intValue()) : null;
        return new Tokens(text(answer, "id_token"), accessToken, text(answer, "refresh_token"), expiresAt);
    }

    /** A provider that does not rotate the refresh token sends none: the old one stays good. */
    Tokens withRefreshToken(String previous) {
        return refreshToken != null ? this : new Tokens(idToken, accessToken, previous, expiresAt);
    }

    private static String text(Map<String, Object> answer, String name) {
        Object value = answer.get(name);
        return value instanceof String && !((String) value).isEmpty() ? (String) value : null;
    }

    @Override
    public String toString() {
        return "Tokens[]";
    }
}
