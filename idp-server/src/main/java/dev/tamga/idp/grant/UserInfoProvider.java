package dev.tamga.idp.grant;

import java.text.ParseException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;

import dev.tamga.idp.claim.Claim;
import dev.tamga.idp.claim.ClaimSources;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

/**
 * OpenID Connect's userinfo: one signature check, two selects. It always looks at the grant's row, so that an access token
 * dies with its grant.
 */
final class UserInfoProvider implements AuthenticationProvider {
    private final Issuer issuer;
    private final SigningKeys keys;
    private final Grants grants;
    private final ClaimSources sources;
    private final Clock clock;

    UserInfoProvider(Issuer issuer, SigningKeys keys, Grants grants, ClaimSources sources, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.grants = grants;
        this.sources = sources;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        BearerToken presented = (BearerToken) authentication;
        Map<String, Object> claims = grantId(presented.value())
                .flatMap(grants::findLive)
                .flatMap(this::claims)
                .orElseThrow(() -> new OAuth2AuthenticationException(
                        new OAuth2Error("invalid_token", "the access token is not valid", null)));
        OidcUserInfoAuthenticationToken answer =
                new OidcUserInfoAuthenticationToken(presented, new OidcUserInfo(claims));
        answer.setAuthenticated(true);
        return answer;
    }

    /** Empty where the key was unbound meanwhile. */
    private Optional<Map<String, Object>> claims(Grant grant) {
        return sources.find(grant.keyId()).map(source -> {
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("sub", grant.subjectId());
            claims.putAll(Claim.release(Set.of(grant.scope().split(" ")), source));
            return claims;
        });
    }

    /** RFC 9068 §4: type, issuer, audience, signature, expiry. */
    private Optional<String> grantId(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean valid = jwt.getHeader().getType() != null
                    && Tokens.ACCESS_TOKEN_TYPE.equals(jwt.getHeader().getType().getType())
                    && keys.isOurs(jwt)
                    && issuer.value().equals(claims.getIssuer())
                    && List.of(issuer.value()).equals(claims.getAudience())
                    && clock.instant().isBefore(claims.getExpirationTime().toInstant());
            return valid ? Optional.of(claims.getJWTID().substring(0, 26)) : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return BearerToken.class.isAssignableFrom(authentication);
    }
}
