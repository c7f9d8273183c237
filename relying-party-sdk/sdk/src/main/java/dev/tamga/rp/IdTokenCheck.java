package dev.tamga.rp;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tamga.rp.LoginFailed.Reason;

/** OpenID Connect Core §3.1.3.7 and §12.2: the claims of an ID token whose signature is good. */
final class IdTokenCheck {

    static final long SKEW_SECONDS = 60;

    private final String issuer;
    private final String clientId;
    private final Instant now;
    private final Map<String, Object> claims;

    IdTokenCheck(Registration registration, Instant now, Map<String, Object> claims) {
        this.issuer = registration.issuer;
        this.clientId = registration.clientId;
        this.now = now;
        this.claims = claims;
    }

    /** An ID token that ends a sign-in. */
    Claims checkedFor(SavedLogin login, String accessToken) throws LoginFailed {
        checkCommon(accessToken);
        if (!Text.same(login.nonce(), text("nonce"))) {
            throw new LoginFailed(Reason.NONCE_MISMATCH, "the ID token's nonce is not the one that was sent");
        }
        // decisions.md: prompt=login is satisfied when auth_time is not before the request.
        if (login.isFresh() && seconds("auth_time") + SKEW_SECONDS < login.startedAt().getEpochSecond()) {
            throw new LoginFailed(Reason.SIGN_IN_TOO_OLD, "auth_time lies before the request for a fresh sign-in");
        }
        return new Claims(claims);
    }

    /** An ID token that came with a refresh: same subject and sign-in as before, or it is somebody else's. */
    Claims checkedFor(Claims before, String accessToken) throws LoginFailed {
        checkCommon(accessToken);
        boolean sameSignIn = same(before, "auth_time") && same(before, "nonce") && same(before, "sid");
        if (!before.subject().equals(text("sub")) || !sameSignIn) {
            throw new LoginFailed(Reason.SUBJECT_MISMATCH, "the refreshed ID token is of another subject or sign-in");
        }
        return new Claims(claims);
    }

    private void checkCommon(String accessToken) throws LoginFailed {
        checkIssuer();
        checkAudience();
        checkTimes();
        checkSubject();
        checkAccessToken(accessToken);
    }

    private void checkIssuer() throws LoginFailed {
        if (!issuer.equals(claims.get("iss"))) {
            throw new LoginFailed(Reason.ISSUER_MISMATCH,
                    "the ID token's issuer is " + Text.shown(claims.get("iss"), 200) + "; expected " + issuer);
        }
    }

    private void checkAudience() throws LoginFailed {
        Object aud = claims.get("aud");
        boolean several = aud instanceof List && ((List<?>) aud).size() > 1;
        if (!clientId.equals(aud) && !(aud instanceof List && ((List<?>) aud).contains(clientId))) {
            throw new LoginFailed(Reason.AUDIENCE_MISMATCH, "the ID token is for " + Text.shown(aud, 200)
                    + "; expected " + clientId);
        }
        Object azp = claims.get("azp");
        if (azp == null ? several : !clientId.equals(azp)) {
            throw new LoginFailed(Reason.AUTHORIZED_PARTY_MISMATCH, "azp is " + Text.shown(azp, 200)
                    + "; expected " + clientId);
        }
    }

    private void checkTimes() throws LoginFailed {
        long time = now.getEpochSecond();
        if (seconds("exp") + SKEW_SECONDS <= time) {
            throw new LoginFailed(Reason.TOKEN_EXPIRED, "the ID token ended at " + seconds("exp") + ", now is " + time);
        }
        long begins = claims.containsKey("nbf") ? Math.max(seconds("iat"), seconds("nbf")) : seconds("iat");
        if (begins - SKEW_SECONDS > time) {
            throw new LoginFailed(Reason.TOKEN_FROM_THE_FUTURE, "the ID token begins at " + begins + ", now is "
                    + time);
        }
    }

    private void checkSubject() throws LoginFailed {
        String sub = text("sub");
        if (sub == null || !sub.matches("[!-~]{1,255}")) {
            throw new LoginFailed(Reason.TOKEN_MALFORMED, "the ID token has no subject of 1 to 255 ASCII characters");
        }
    }

    private void checkAccessToken(String accessToken) throws LoginFailed {
        if (claims.containsKey("at_hash") && !Text.same(Text.leftHalfOfHash(accessToken), text("at_hash"))) {
            throw new LoginFailed(Reason.ACCESS_TOKEN_MISMATCH, "at_hash does not belong to the access token");
        }
    }

    private boolean same(Claims before, String name) {
        Object earlier = before.asMap().get(name);
        Object now = claims.get(name);
        // §12.2 lets the provider leave nonce and the rest out; what is there must be equal.
        return earlier == null || now == null || String.valueOf(earlier).equals(String.valueOf(now));
    }

    private long seconds(String name) throws LoginFailed {
        Object value = claims.get(name);
        if (!(value instanceof Number) || Math.abs(((Number) value).doubleValue()) > 1e12) {
            throw new LoginFailed(Reason.TOKEN_MALFORMED, "the ID token's " + name + " is not a number of seconds");
        }
        return ((Number) value).longValue();
    }

    private String text(String name) {
        Object value = claims.get(name);
        return value instanceof String ? (String) value : null;
    }
}
