package dev.tamga.idp.grant;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;

import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.replay.SpentJti;
import dev.tamga.idp.web.OauthAnswers;

/**
 * RFC 7662. A platform sees its own tokens and those whose audience it is; of any other it learns no more than of
 * garbage. One statement at most: the grant's row, or for a service's own token whether it was revoked.
 */
final class IntrospectionProvider implements AuthenticationProvider {
    /** What a resource server needs of an access token; of no use to it is what identifies the grant. */
    private static final List<String> TOLD = List.of(
            "iss", "sub", "aud", "client_id", "scope", "exp", "iat", "jti", "cnf", "acr", "auth_time");
    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final AccessToken.Checks checks;
    private final Grants grants;
    private final AuthenticatedPlatforms platforms;
    private final SpentJti spent;
    private final Clock clock;

    IntrospectionProvider(
            AccessToken.Checks checks, Grants grants, AuthenticatedPlatforms platforms, SpentJti spent, Clock clock) {
        this.checks = checks;
        this.grants = grants;
        this.platforms = platforms;
        this.spent = spent;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        PresentedToken presented = ((IntrospectionRequest) authentication).presented();
        Platform platform = platforms.get(presented.client());
        String token = presented.token();
        Optional<Map<String, Object>> active = RefreshToken.parse(token)
                .map(refresh -> refreshToken(refresh, platform))
                .orElseGet(() -> accessToken(token, platform));
        return new Answer(active.orElse(INACTIVE));
    }

    private Optional<Map<String, Object>> accessToken(String token, Platform asking) {
        return checks.check(token, clock.instant())
                .filter(ours -> maySee(asking, ours))
                .filter(ours -> platforms.platforms().find(ours.platformId()).filter(Platform::isConnected).isPresent())
                .filter(this::isLive)
                .map(IntrospectionProvider::told);
    }

    private boolean maySee(Platform asking, AccessToken token) {
        return token.platformId().equals(asking.id())
                || token.audience().stream()
                        .filter(name -> !name.equals(checks.issuer().value()))
                        .anyMatch(asking.tokens().audiences()::contains);
    }

    private boolean isLive(AccessToken token) {
        return token.grantId()
                .map(id -> grants.findLive(id).isPresent())
                .orElseGet(() -> !spent.isSpent(
                        SpentJti.Purpose.REVOKED_TOKEN, token.platformId(), token.id()));
    }

    private static Map<String, Object> told(AccessToken token) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        answer.put("token_type", token.dpopKey().isPresent() ? "DPoP" : "Bearer");
        for (String name : TOLD) {
            if (token.claims().containsKey(name)) {
                answer.put(name, token.claims().get(name));
            }
        }
        return answer;
    }

    private Optional<Map<String, Object>> refreshToken(RefreshToken token, Platform asking) {
        Instant now = clock.instant();
        return grants.store().findRefreshable(token.hashes(), now)
                .filter(found -> found.grant().platformId().equals(asking.id()))
                .map(found -> {
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("active", true);
                    answer.put("iss", checks.issuer().value());
                    answer.put("sub", found.grant().sub());
                    answer.put("client_id", found.grant().platformId());
                    answer.put("scope", found.grant().scope());
                    answer.put("exp", found.expiresAt().getEpochSecond());
                    return answer;
                });
    }

    /** The answer in the shape that Spring's filter hands to its response handler. */
    private static final class Answer extends AbstractAuthenticationToken {
        private static final long serialVersionUID = 1;

        private final transient Map<String, Object> body;

        Answer(Map<String, Object> body) {
            super(List.of());
            this.body = body;
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Object getPrincipal() {
            return "";
        }
    }

    /** Spring's introspectionResponseHandler. */
    static void answered(HttpServletRequest request, HttpServletResponse response, Authentication answer)
            throws IOException {
        OauthAnswers.writeJson(response, ((Answer) answer).body);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return IntrospectionRequest.class.isAssignableFrom(authentication);
    }
}
