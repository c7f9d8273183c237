package dev.tamga.rp;

import java.net.URI;
import java.util.List;

/** How this platform is registered at the provider: validated once, then constant. */
final class Registration {

    final String issuer;
    final String clientId;
    final URI redirectUri;
    final URI postLogoutUri;
    final List<String> scopes;
    final ClientAuthentication authentication;

    Registration(RelyingPartyBuilder builder) {
        Endpoint.open("issuer", builder.issuer);
        this.issuer = builder.issuer;
        this.clientId = required("clientId", builder.clientId);
        this.redirectUri = Endpoint.open("redirectUri", builder.redirectUri);
        this.postLogoutUri = builder.postLogoutUri == null ? null
                : Endpoint.open("postLogoutUri", builder.postLogoutUri);
        this.scopes = builder.scopes;
        this.authentication = required("clientSecret or clientKey", builder.authentication).apply(this);
    }

    private static <T> T required(String name, T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
