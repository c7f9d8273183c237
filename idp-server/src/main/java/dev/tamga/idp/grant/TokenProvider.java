package dev.tamga.idp.grant;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import dev.tamga.idp.grant.Redeemer.PresentedCode;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;

/**
 * The token endpoint's two grants (RFC 6749 §4.1.3 and §6). Stands before the framework's providers, which find, check and
 * save without a lock.
 */
final class TokenProvider implements AuthenticationProvider {
    private final Redeemer redeemer;
    private final Platforms platforms;
    private final Duration accessTokenLifetime;

    TokenProvider(Redeemer redeemer, Platforms platforms, Duration accessTokenLifetime) {
        this.redeemer = redeemer;
        this.platforms = platforms;
        this.accessTokenLifetime = accessTokenLifetime;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2AuthorizationGrantAuthenticationToken presented =
                (OAuth2AuthorizationGrantAuthenticationToken) authentication;
        if (!(presented.getPrincipal() instanceof OAuth2ClientAuthenticationToken client) || !client.isAuthenticated()) {
            throw fault("invalid_client", "client authentication failed");
        }
        RegisteredClient registered = client.getRegisteredClient();
        Platform platform = platforms.find(registered.getId())
                .orElseThrow(() -> fault("invalid_client", "client authentication failed"));
        return switch (redeem(presented, platform)) {
            case Redemption.Granted granted -> answer(granted, registered, client);
            case Redemption.Refused refused -> throw fault("invalid_grant", "the grant is not valid any more");
        };
    }

    private Redemption redeem(OAuth2AuthorizationGrantAuthenticationToken presented, Platform platform) {
        if (presented instanceof OAuth2AuthorizationCodeAuthenticationToken code) {
            Object verifier = code.getAdditionalParameters().get("code_verifier");
            String redirectUri = code.getRedirectUri() == null ? "" : code.getRedirectUri();
            return redeemer.redeem(
                    new PresentedCode(code.getCode(), redirectUri, Optional.ofNullable(verifier).map(Object::toString)),
                    platform);
        }
        OAuth2RefreshTokenAuthenticationToken refresh = (OAuth2RefreshTokenAuthenticationToken) presented;
        return RefreshToken.parse(refresh.getRefreshToken())
                .map(token -> redeemer.refresh(token, platform))
                .orElse(new Redemption.Refused("refresh-malformed"));
    }

    private Authentication answer(
            Redemption.Granted granted, RegisteredClient registered, OAuth2ClientAuthenticationToken client) {
        Tokens.Issued issued = granted.tokens();
        Set<String> scopes = Set.of(granted.grant().scope().split(" "));
        OAuth2AccessToken accessToken = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, issued.accessToken(), issued.issuedAt(),
                issued.issuedAt().plus(accessTokenLifetime), scopes);
        OAuth2RefreshToken refreshToken =
                new OAuth2RefreshToken(granted.refreshToken().value(), issued.issuedAt(), null);
        return new OAuth2AccessTokenAuthenticationToken(
                registered, client, accessToken, refreshToken, Map.of("id_token", issued.idToken()));
    }

    private static OAuth2AuthenticationException fault(String code, String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2AuthorizationCodeAuthenticationToken.class.isAssignableFrom(authentication)
                || OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
