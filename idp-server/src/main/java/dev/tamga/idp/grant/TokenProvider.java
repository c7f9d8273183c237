package dev.tamga.idp.grant;

import java.util.Map;
import java.util.Optional;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

import dev.tamga.idp.dpop.DpopProof;
import dev.tamga.idp.dpop.DpopProofs;
import dev.tamga.idp.grant.PresentedGrant.Wish;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.web.OauthAnswers;

/**
 * The token endpoint's three grants (RFC 6749 §4.1.3, §6 and §4.4). Stands in place of the framework's providers, which
 * find, check and save without a lock.
 */
final class TokenProvider implements AuthenticationProvider {
    private final Redeemer redeemer;
    private final ServiceTokens services;
    private final AuthenticatedPlatforms platforms;
    private final DpopProofs proofs;

    TokenProvider(Redeemer redeemer, ServiceTokens services, AuthenticatedPlatforms platforms, DpopProofs proofs) {
        this.redeemer = redeemer;
        this.services = services;
        this.platforms = platforms;
        this.proofs = proofs;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        TokenRequest request = (TokenRequest) authentication;
        Platform platform = platforms.get(request.client());
        if (!platform.tokens().allows(request.grantType())) {
            throw OauthAnswers.of("unauthorized_client", "the platform is not registered for this grant type");
        }
        requireParameters(request);
        Wish wish = new Wish(request.scopes(), request.resources(), dpopKey(request, platform));
        return switch (redeem(request, wish, platform)) {
            case Redemption.Granted granted -> answer(granted, request);
            case Redemption.Refused refused -> throw refusal(refused);
        };
    }

    // Before a proof is spent.
    private static void requireParameters(TokenRequest request) {
        Optional<String> required = switch (request.grantType()) {
            case AUTHORIZATION_CODE -> Optional.of("code");
            case REFRESH_TOKEN -> Optional.of("refresh_token");
            case CLIENT_CREDENTIALS -> Optional.empty();
        };
        if (required.filter(name -> request.find(name).isEmpty()).isPresent()) {
            throw OauthAnswers.of("invalid_request", required.get() + " is missing");
        }
    }

    private Optional<String> dpopKey(TokenRequest request, Platform platform) {
        DpopProof proof = proofs.check(request.target(), Optional.empty());
        if (proof instanceof DpopProof.Refused refused) {
            throw OauthAnswers.of("invalid_dpop_proof", refused.reason());
        }
        // RFC 9449 §5.2, dpop_bound_access_tokens
        if (platform.tokens().dpop() == Platform.Demand.REQUIRED && proof.key().isEmpty()) {
            throw OauthAnswers.of(
                    "invalid_dpop_proof", "this platform's tokens are bound to a key: a DPoP header is missing");
        }
        return proof.key();
    }

    private Redemption redeem(TokenRequest request, Wish wish, Platform platform) {
        return switch (request.grantType()) {
            case AUTHORIZATION_CODE -> redeemer.redeem(
                    new PresentedGrant.Code(request.find("code").orElseThrow(), request.find("redirect_uri").orElse(""),
                            request.find("code_verifier"), wish),
                    platform);
            case REFRESH_TOKEN -> RefreshToken.parse(request.find("refresh_token").orElseThrow())
                    .map(token -> redeemer.refresh(new PresentedGrant.Refresh(token, wish), platform))
                    .orElse(new Redemption.Refused("refresh-malformed"));
            case CLIENT_CREDENTIALS -> services.issue(wish, platform);
        };
    }

    private static OAuth2AuthenticationException refusal(Redemption.Refused refused) {
        return OauthAnswers.of(refused.error(), switch (refused.error()) {
            case "invalid_scope" -> "scope asks for more than was granted";
            case "invalid_target" -> "resource is not one that this token may be for";
            case "invalid_dpop_proof" -> "the refresh token is bound to a key: a DPoP header is missing";
            default -> "the grant is not valid any more";
        });
    }

    private static Authentication answer(Redemption.Granted granted, TokenRequest request) {
        Tokens.Issued issued = granted.tokens();
        OAuth2ClientAuthenticationToken client = (OAuth2ClientAuthenticationToken) request.client().orElseThrow();
        OAuth2AccessToken accessToken = new OAuth2AccessToken(
                new OAuth2AccessToken.TokenType(granted.terms().tokenType()), issued.accessToken(), issued.issuedAt(),
                issued.expiresAt(), granted.terms().scopes());
        OAuth2RefreshToken refreshToken = granted.refreshToken()
                .map(token -> new OAuth2RefreshToken(token.value(), issued.issuedAt(), null))
                .orElse(null);
        Map<String, Object> more = issued.idToken().<Map<String, Object>>map(token -> Map.of("id_token", token))
                .orElse(Map.of());
        return new OAuth2AccessTokenAuthenticationToken(
                client.getRegisteredClient(), client, accessToken, refreshToken, more);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return TokenRequest.class.isAssignableFrom(authentication);
    }
}
