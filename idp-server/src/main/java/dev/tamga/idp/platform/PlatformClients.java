package dev.tamga.idp.platform;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** Shows a connected platform to Spring's authorization server, which asks for no more than its id and its method. */
public final class PlatformClients implements RegisteredClientRepository {
    private final Platforms platforms;

    public PlatformClients(Platforms platforms) {
        this.platforms = platforms;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("platforms come from conf/platform; secrets from platform secret add");
    }

    @Override
    public RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public RegisteredClient findByClientId(String clientId) {
        return platforms.find(clientId)
                .filter(Platform::isConnected)
                .filter(platform -> platform.clientAuthentication().isPresent())
                .map(PlatformClients::client)
                .orElse(null);
    }

    private static RegisteredClient client(Platform platform) {
        return RegisteredClient.withId(platform.id())
                .clientId(platform.id())
                .clientAuthenticationMethod(new ClientAuthenticationMethod(
                        platform.clientAuthentication().orElseThrow().word()))
                // Which grants a platform may use is our own rule; the framework wants at least one.
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(platform.addresses().redirectUris()))
                .scopes(scopes -> scopes.addAll(platform.scopes()))
                .build();
    }
}
