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
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

/** What the token and userinfo endpoints of Spring's authorization server are given of this feature. */
public final class GrantEndpoints {
    private final AuthenticationProvider tokens;
    private final AuthenticationProvider userInfo;

    /** The collaborators that both endpoints share. */
    public record Surroundings(Issuer issuer, SigningKeys keys, ClaimSources sources, Platforms platforms, Clock clock) {}

    public GrantEndpoints(Jdbi jdbi, Grants grants, Audit audit, Ids ids, Surroundings around) {
        TokenLifetimes lifetimes = grants.lifetimes();
        Tokens issuing = new Tokens(around.issuer(), around.keys(), ids, around.clock(), lifetimes);
        Redeemer redeemer = new Redeemer(jdbi, grants, issuing, new RequestedClaims(around.sources()),
                new Redeemer.Setting(audit, ids, around.clock(), lifetimes));
        this.tokens = new TokenProvider(redeemer, around.platforms(), lifetimes.accessToken());
        this.userInfo =
                new UserInfoProvider(around.issuer(), around.keys(), grants, around.sources(), around.clock());
    }

    /** For codes and refresh tokens. */
    public AuthenticationProvider tokenProvider() {
        return tokens;
    }

    /** For what {@link #userInfoConverter} reads. */
    public AuthenticationProvider userInfoProvider() {
        return userInfo;
    }

    /** Spring's userInfoRequestConverter. */
    public static Authentication userInfoConverter(HttpServletRequest request) {
        return BearerToken.of(request);
    }

    /** Spring's errorResponseHandler of userinfo: RFC 6750 §3. */
    public static void userInfoFailed(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        boolean none = request.getHeader("Authorization") == null && request.getParameter("access_token") == null;
        response.setHeader("WWW-Authenticate", none
                ? "Bearer"
                : "Bearer error=\"invalid_token\", error_description=\"the access token is not valid\"");
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }
}
