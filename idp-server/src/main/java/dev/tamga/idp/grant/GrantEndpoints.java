package dev.tamga.idp.grant;

import java.io.IOException;
import java.time.Clock;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jdbi.v3.core.Jdbi;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.claim.ClaimSources;
import dev.tamga.idp.claim.RequestedClaims;
import dev.tamga.idp.dpop.DpopProofs;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.replay.SpentJti;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

/** What the endpoints of Spring's authorization server that know tokens are given of this feature. */
public final class GrantEndpoints {
    private final AuthenticationProvider tokens;
    private final AuthenticationProvider userInfo;
    private final AuthenticationProvider introspection;
    private final AuthenticationProvider revocation;

    /** The collaborators that the endpoints share. */
    public record Surroundings(Issuer issuer, SigningKeys keys, ClaimSources sources, Platforms platforms, Clock clock) {}

    /** What may be presented once. */
    public record Once(DpopProofs proofs, SpentJti spent) {}

    /** What a token leaves behind. */
    public record Leaving(Audit audit, Ids ids) {}

    public GrantEndpoints(Jdbi jdbi, Grants grants, Leaving leaving, Once once, Surroundings around) {
        TokenLifetimes lifetimes = grants.lifetimes();
        Tokens issuing = new Tokens(around.issuer(), around.keys(), leaving.ids(), around.clock(), lifetimes);
        Audiences audiences = new Audiences(around.issuer());
        Redeemer redeemer = new Redeemer(jdbi, grants,
                new Redeemer.Issuing(issuing, new RequestedClaims(around.sources()), audiences),
                new Redeemer.Setting(leaving.audit(), leaving.ids(), around.clock(), lifetimes));
        AuthenticatedPlatforms platforms = new AuthenticatedPlatforms(around.platforms());
        AccessToken.Checks checks = new AccessToken.Checks(around.issuer(), around.keys());
        this.tokens = new TokenProvider(
                redeemer, new ServiceTokens(issuing, audiences, leaving.audit()), platforms, once.proofs());
        this.userInfo = new UserInfoProvider(checks, grants,
                new UserInfoProvider.Sources(around.sources(), around.platforms()), once.proofs(), around.clock());
        this.introspection = new IntrospectionProvider(checks, grants, platforms, once.spent(), around.clock());
        this.revocation = new RevocationProvider(jdbi, checks, grants, platforms,
                new RevocationProvider.Setting(once.spent(), leaving.audit(), around.clock()));
    }

    /** For codes, refresh tokens and platforms themselves. */
    public AuthenticationProvider tokenProvider() {
        return tokens;
    }

    /** Spring's accessTokenRequestConverter. */
    public static Authentication tokenConverter(HttpServletRequest request) {
        return TokenRequest.of(request);
    }

    /** For what {@link #userInfoConverter} reads. */
    public AuthenticationProvider userInfoProvider() {
        return userInfo;
    }

    /** Spring's userInfoRequestConverter. */
    public static Authentication userInfoConverter(HttpServletRequest request) {
        return UserInfoRequest.of(request);
    }

    /** Spring's errorResponseHandler of userinfo. */
    public static void userInfoFailed(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
        UserInfoErrors.failed(request, response, exception);
    }

    /** For what {@link #introspectionConverter} reads. */
    public AuthenticationProvider introspectionProvider() {
        return introspection;
    }

    /** Spring's introspectionRequestConverter. */
    public static Authentication introspectionConverter(HttpServletRequest request) {
        return new IntrospectionRequest(request);
    }

    /** Spring's introspectionResponseHandler. */
    public static void introspected(HttpServletRequest request, HttpServletResponse response, Authentication answer)
            throws IOException {
        IntrospectionProvider.answered(request, response, answer);
    }

    /** For what {@link #revocationConverter} reads. */
    public AuthenticationProvider revocationProvider() {
        return revocation;
    }

    /** Spring's revocationRequestConverter. */
    public static Authentication revocationConverter(HttpServletRequest request) {
        return new RevocationRequest(request);
    }
}
