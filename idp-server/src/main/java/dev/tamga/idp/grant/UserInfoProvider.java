package dev.tamga.idp.grant;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;

import dev.tamga.idp.claim.ClaimSources;
import dev.tamga.idp.claim.RequestedClaims;
import dev.tamga.idp.dpop.DpopProof;
import dev.tamga.idp.dpop.DpopProofs;
import dev.tamga.idp.grant.UserInfoRequest.Scheme;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.web.OauthAnswers;

/**
 * OpenID Connect's userinfo: one signature check, two selects, one insert more with DPoP. It always looks at the grant's
 * row and at the platform, so that an access token dies with either.
 */
final class UserInfoProvider implements AuthenticationProvider {
    private final AccessToken.Checks checks;
    private final Grants grants;
    private final Sources sources;
    private final DpopProofs proofs;
    private final Clock clock;

    /** Where the answer comes from. */
    record Sources(ClaimSources claims, Platforms platforms) {}

    UserInfoProvider(AccessToken.Checks checks, Grants grants, Sources sources, DpopProofs proofs, Clock clock) {
        this.checks = checks;
        this.grants = grants;
        this.sources = sources;
        this.proofs = proofs;
        this.clock = clock;
    }

    /** The framework's filter makes a refusal of any fault and drops it; a refusal with a cause is taken back for it. */
    @Override
    public Authentication authenticate(Authentication authentication) {
        try {
            return answer((UserInfoRequest) authentication);
        } catch (OAuth2AuthenticationException refusal) {
            throw refusal;
        } catch (RuntimeException fault) {
            throw new OAuth2AuthenticationException(new OAuth2Error("server_error"), fault);
        }
    }

    private Authentication answer(UserInfoRequest request) {
        AccessToken token = request.token()
                .flatMap(presented -> checks.check(presented, clock.instant()))
                .filter(ours -> ours.audience().contains(checks.issuer().value()))
                .orElseThrow(UserInfoProvider::invalid);
        requirePossession(request, token);
        if (!token.scopes().contains("openid")) {
            throw OauthAnswers.of("insufficient_scope", "the access token was asked for without openid");
        }
        Map<String, Object> claims = token.grantId()
                .flatMap(grants::findLive)
                .filter(grant -> sources.platforms().find(grant.platformId()).filter(Platform::isConnected).isPresent())
                .flatMap(grant -> claims(grant, token))
                .orElseThrow(UserInfoProvider::invalid);
        OidcUserInfoAuthenticationToken answer =
                new OidcUserInfoAuthenticationToken(request, new OidcUserInfo(claims));
        answer.setAuthenticated(true);
        return answer;
    }

    /** RFC 9449 §7: a bound token by DPoP with a proof of its key and no other way; any other as bearer. */
    private void requirePossession(UserInfoRequest request, AccessToken token) {
        if (token.dpopKey().isPresent() != (request.scheme() == Scheme.DPOP)) {
            throw invalid();
        }
        if (token.dpopKey().isEmpty()) {
            return;
        }
        DpopProof proof = proofs.check(request.target(), request.token());
        if (proof instanceof DpopProof.Refused refused) {
            throw OauthAnswers.of("invalid_dpop_proof", refused.reason());
        }
        if (!proof.key().equals(token.dpopKey())) {
            throw OauthAnswers.of("invalid_token", "the access token is bound to another key");
        }
    }

    /** Empty where the key was unbound meanwhile. */
    private Optional<Map<String, Object>> claims(Grant grant, AccessToken token) {
        return sources.claims().find(grant.keyId()).map(source -> {
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("sub", grant.sub());
            // No more than was granted, whatever the token says.
            claims.putAll(RequestedClaims.forUserInfo(both(token.scopes(), grant.scopes()), grant.claimsRequest(), source));
            return claims;
        });
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        return some.stream().filter(others::contains).collect(Collectors.toUnmodifiableSet());
    }

    private static OAuth2AuthenticationException invalid() {
        return OauthAnswers.of("invalid_token", "the access token is not valid");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UserInfoRequest.class.isAssignableFrom(authentication);
    }
}
