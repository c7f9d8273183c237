package dev.tamga.idp.platform;

import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

import dev.tamga.idp.platform.Platform.ClientAuthentication;
import dev.tamga.idp.platform.PresentedCredentials.Assertion;
import dev.tamga.idp.platform.PresentedCredentials.Credential;
import dev.tamga.idp.platform.PresentedCredentials.Secret;
import dev.tamga.idp.platform.PresentedCredentials.Unusable;

/**
 * client_secret_basic, client_secret_post and private_key_jwt. Stands in place of the framework's providers, which
 * spend 100 ms on a bcrypt of a 256-bit random secret, look the code up once more to check PKCE, and never check the reuse of
 * an assertion.
 */
public final class PlatformAuthentication implements AuthenticationProvider {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformAuthentication.class);

    private final Platforms platforms;
    private final PlatformClients clients;
    private final ClientAssertions assertions;

    public PlatformAuthentication(Platforms platforms, ClientAssertions assertions) {
        this.platforms = platforms;
        this.clients = new PlatformClients(platforms);
        this.assertions = assertions;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        Credential presented = ((PresentedCredentials) authentication).credential();
        return checked(presented)
                .<Authentication>map(platform -> new OAuth2ClientAuthenticationToken(
                        clients.findByClientId(platform.id()),
                        new ClientAuthenticationMethod(platform.clientAuthentication().orElseThrow().word()), null))
                // One answer for every reason: an unknown platform is not told from a wrong secret.
                .orElseThrow(() -> new OAuth2AuthenticationException(
                        new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, "client authentication failed", null)));
    }

    private Optional<Platform> checked(Credential presented) {
        return switch (presented) {
            case Secret secret -> checked(secret);
            case Assertion assertion -> checked(assertion);
            case Unusable unusable -> Optional.empty();
        };
    }

    private Optional<Platform> checked(Secret presented) {
        // Hashed and compared whether or not there is such a platform, so that the time does not tell.
        boolean right = platforms.isSecret(presented.clientId(), presented.secret());
        return platforms.find(presented.clientId())
                .filter(platform -> right && isRegistered(platform, presented.method()));
    }

    private Optional<Platform> checked(Assertion presented) {
        return switch (assertions.check(presented)) {
            case ClientAssertions.Accepted accepted -> Optional.of(accepted.platform());
            case ClientAssertions.Refused refused -> {
                refused.platform().ifPresent(platform ->
                        LOG.info("client assertion of platform {} refused: {}", platform.id(), refused.reason()));
                yield Optional.empty();
            }
        };
    }

    /** A platform may use the one method that it is registered for. */
    static boolean isRegistered(Platform platform, ClientAuthentication method) {
        return platform.isConnected() && platform.clientAuthentication().filter(method::equals).isPresent();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return PresentedCredentials.class.isAssignableFrom(authentication);
    }
}
