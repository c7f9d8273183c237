package dev.tamga.idp.grant;

import java.util.Optional;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.web.OauthAnswers;

/** The platform that client authentication let through; without one the endpoint refuses. */
record AuthenticatedPlatforms(Platforms platforms) {

    Platform get(Optional<Authentication> client) {
        return client.filter(OAuth2ClientAuthenticationToken.class::isInstance)
                .map(OAuth2ClientAuthenticationToken.class::cast)
                .filter(Authentication::isAuthenticated)
                .flatMap(token -> platforms.find(token.getRegisteredClient().getId()))
                .filter(Platform::isConnected)
                .orElseThrow(() -> OauthAnswers.of("invalid_client", "client authentication failed"));
    }
}
