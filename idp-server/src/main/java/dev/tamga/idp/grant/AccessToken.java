package dev.tamga.idp.grant;

import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.tamga.idp.jose.JwtForm;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

/**
 * An access token that we signed and that has not expired. Whether what stands behind it lives, and whether whoever
 * presents it may, is for others to say.
 *
 * @param claims as they were signed
 */
record AccessToken(
        String id,
        String platformId,
        Set<String> scopes,
        List<String> audience,
        Optional<String> dpopKey,
        Instant expiresAt,
        Map<String, Object> claims) {
    /** What a token is checked with; RFC 9068 §4. */
    record Checks(Issuer issuer, SigningKeys keys) {

        /** Type, issuer, signature, expiry; empty for everything else. One verification, no statement. */
        Optional<AccessToken> check(String token, Instant now) {
            return JwtForm.read(token)
                    .filter(jwt -> jwt.getHeader().getType() != null
                            && Tokens.ACCESS_TOKEN_TYPE.equals(jwt.getHeader().getType().getType()))
                    .filter(keys::isOurs)
                    .map(AccessToken::of)
                    .filter(ours -> issuer.value().equals(ours.claims().get("iss")) && now.isBefore(ours.expiresAt()));
        }
    }

    // We signed it as an access token, so it has what Tokens puts there.
    private static AccessToken of(SignedJWT jwt) {
        try {
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String scope = claims.getStringClaim("scope");
            Map<String, Object> confirmation = claims.getJSONObjectClaim("cnf");
            return new AccessToken(
                    claims.getJWTID(),
                    claims.getStringClaim("client_id"),
                    scope == null ? Set.of() : Set.of(scope.split(" ")),
                    claims.getAudience(),
                    Optional.ofNullable(confirmation).map(cnf -> (String) cnf.get("jkt")),
                    claims.getExpirationTime().toInstant(),
                    claims.toJSONObject());
        } catch (ParseException e) {
            throw new IllegalStateException("an access token of ours is not as we write them", e);
        }
    }

    /** The grant behind it; none behind a service's own token. */
    Optional<String> grantId() {
        return AccessTokenId.grant(id);
    }

    @Override
    public String toString() {
        return "AccessToken " + id;
    }
}
