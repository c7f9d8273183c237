package dev.tamga.rp;

import java.time.Instant;
import java.util.Optional;

/** A checked sign-in. Keep it on the server: its tokens belong in no address, no log and no browser storage. */
public final class SignedIn {

    private final Claims claims;
    private final String idToken;
    private final Tokens tokens;
    private final String returnPath;

    SignedIn(Claims claims, String idToken, Tokens tokens, String returnPath) {
        this.claims = claims;
        this.idToken = idToken;
        this.tokens = tokens;
        this.returnPath = returnPath;
    }

    /** The ID token's claims, all checked. */
    public Claims claims() {
        return claims;
    }

    /** The subject: the key of the platform's account. */
    public String subject() {
        return claims.subject();
    }

    /** The provider's session, where it names one. */
    public Optional<String> sid() {
        return claims.text("sid");
    }

    /** The ID token as it was received, needed as a hint when signing out. */
    public String idToken() {
        return idToken;
    }

    /** For the provider's resource servers; short-lived. */
    public String accessToken() {
        return tokens.accessToken;
    }

    /** When the access token ends, as far as the provider says. */
    public Optional<Instant> accessTokenExpiresAt() {
        return Optional.ofNullable(tokens.expiresAt);
    }

    /** For {@link RelyingParty#refresh}; each may be used once. */
    public Optional<String> refreshToken() {
        return Optional.ofNullable(tokens.refreshToken);
    }

    /** The local path that the start wished to return to. */
    public String returnPath() {
        return returnPath;
    }

    @Override
    public String toString() {
        return "SignedIn[" + claims + "]";
    }
}
