package dev.tamga.idp.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;

import com.nimbusds.jwt.JWTClaimsSet;

import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

/** Makes ID tokens (OpenID Connect Core §2) and JWT access tokens (RFC 9068): two signatures an answer. */
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

    record Issued(String accessToken, Instant issuedAt, Instant expiresAt, String idToken) {
        @Override
        public String toString() {
            return "Issued[…]";
        }
    }

    /** @param extra claims that the request asked to have in the ID token (OpenID Connect Core §5.5) */
    Issued issue(Grant grant, Platform platform, boolean first, Map<String, Object> extra) {
        Instant now = clock.instant();
        String algorithm = platform.idTokenSigningAlg();
        String accessToken = keys.sign(algorithm, ACCESS_TOKEN_TYPE, accessClaims(grant, now));
        JWTClaimsSet.Builder id = common(grant, now, lifetimes.idToken())
                .audience(grant.platformId())
                .claim("auth_time", grant.authTime().getEpochSecond())
                .claim("acr", grant.acr())
                .claim("amr", grant.amr())
                .claim("sid", grant.sessionId())
                .claim("at_hash", leftHalf(accessToken));
        extra.forEach(id::claim);
        // OpenID Connect Core §12.2: an ID token of a refresh should not have a nonce.
        if (first) {
            grant.nonce().ifPresent(nonce -> id.claim("nonce", nonce));
        }
        return new Issued(accessToken, now, now.plus(lifetimes.accessToken()), keys.sign(algorithm, "JWT", id.build()));
    }

    private JWTClaimsSet accessClaims(Grant grant, Instant now) {
        return common(grant, now, lifetimes.accessToken())
                .audience(issuer.value())
                .claim("client_id", grant.platformId())
                .claim("scope", grant.scope())
                // The grant's id leads back to its row: userinfo always looks there.
                .jwtID(grant.id() + "." + ids.next())
                .build();
    }

    private JWTClaimsSet.Builder common(Grant grant, Instant now, Duration lifetime) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer.value())
                .subject(grant.subjectId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)));
    }

    // OpenID Connect Core §3.1.3.6: the left half of SHA-256 for ES256, RS256 and PS256.
    private static String leftHalf(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Hash.sha256(token), 16));
    }
}
