package dev.tamga.idp.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jwt.JWTClaimsSet;

import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

/**
 * Makes ID tokens (OpenID Connect Core §2) and JWT access tokens (RFC 9068) by the platform's algorithm: one signature
 * each.
 */
final class Tokens {
    static final String ACCESS_TOKEN_TYPE = "at+jwt";

    private final Issuer issuer;
    private final SigningKeys keys;
    private final Ids ids;
    private final Clock clock;
    private final TokenLifetimes lifetimes;

    Tokens(Issuer issuer, SigningKeys keys, Ids ids, Clock clock, TokenLifetimes lifetimes) {
        this.issuer = issuer;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.lifetimes = lifetimes;
    }

    /** @param idToken none where {@code openid} is not among the scopes, or nobody signed in */
    record Issued(String accessToken, Instant issuedAt, Instant expiresAt, Optional<String> idToken) {
        @Override
        public String toString() {
            return "Issued[…]";
        }
    }

    /**
     * What goes into the ID token beside the grant.
     *
     * @param first whether it is the code's, not a refresh token's
     * @param extra claims that the request asked to have there (OpenID Connect Core §5.5)
     */
    record IdTokenTerms(boolean first, Map<String, Object> extra) {}

    Issued issue(Grant grant, Platform platform, AccessTerms terms, IdTokenTerms idTerms) {
        Instant now = clock.instant();
        Instant end = now.plus(accessLifetime(platform));
        JWTClaimsSet claims = accessClaims(platform, terms, now, end)
                .subject(grant.sub())
                // RFC 9068 §2.2.1
                .claim("auth_time", grant.authTime().getEpochSecond())
                .claim("acr", grant.acr())
                // The grant's id leads back to its row: userinfo and introspection always look there.
                .jwtID(AccessTokenId.ofGrant(grant.id(), ids.next()))
                .build();
        String accessToken = keys.sign(platform.idTokenSigningAlg(), ACCESS_TOKEN_TYPE, claims);
        Optional<String> idToken = terms.scopes().contains("openid")
                ? Optional.of(idToken(grant, platform, accessToken, idTerms))
                : Optional.empty();
        return new Issued(accessToken, now, end, idToken);
    }

    /** RFC 6749 §4.4: the platform itself is the subject (RFC 9068 §2.2), and no row stands behind the token. */
    Issued issue(Platform platform, AccessTerms terms) {
        Instant now = clock.instant();
        Instant end = now.plus(accessLifetime(platform));
        JWTClaimsSet claims = accessClaims(platform, terms, now, end)
                .subject(platform.id())
                .jwtID(AccessTokenId.ofService(ids.next()))
                .build();
        return new Issued(
                keys.sign(platform.idTokenSigningAlg(), ACCESS_TOKEN_TYPE, claims), now, end, Optional.empty());
    }

    private Duration accessLifetime(Platform platform) {
        return platform.tokens().accessTokenLifetime().orElse(lifetimes.accessToken());
    }

    private JWTClaimsSet.Builder accessClaims(Platform platform, AccessTerms terms, Instant now, Instant end) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer.value())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(end))
                .audience(terms.audience())
                .claim("client_id", platform.id());
        if (!terms.scopes().isEmpty()) {
            claims.claim("scope", AccessTerms.joined(terms.scopes()));
        }
        // RFC 9449 §6.1
        terms.dpopKey().ifPresent(key -> claims.claim("cnf", Map.of("jkt", key)));
        return claims;
    }

    private String idToken(Grant grant, Platform platform, String accessToken, IdTokenTerms terms) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer.value())
                .subject(grant.sub())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetimes.idToken())))
                .audience(grant.platformId())
                .claim("auth_time", grant.authTime().getEpochSecond())
                .claim("acr", grant.acr())
                .claim("amr", grant.amr())
                .claim("sid", grant.sessionId())
                .claim("at_hash", leftHalf(accessToken));
        terms.extra().forEach(claims::claim);
        // OpenID Connect Core §12.2: an ID token of a refresh should not have a nonce.
        if (terms.first()) {
            grant.nonce().ifPresent(nonce -> claims.claim("nonce", nonce));
        }
        return keys.sign(platform.idTokenSigningAlg(), "JWT", claims.build());
    }

    // OpenID Connect Core §3.1.3.6: the left half of SHA-256 for ES256, RS256 and PS256.
    private static String leftHalf(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Hash.sha256(token), 16));
    }
}
