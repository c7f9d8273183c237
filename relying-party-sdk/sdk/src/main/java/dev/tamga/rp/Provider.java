package dev.tamga.rp;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import dev.tamga.rp.LoginFailed.Reason;

/** The provider as its discovery document describes it. */
final class Provider {

    private final Map<String, Object> metadata;

    private Provider(Map<String, Object> metadata) {
        this.metadata = metadata;
    }

    /** OpenID Connect Discovery §4.3: the document's issuer must be the configured one, character for character. */
    static Provider read(String issuer, String json) throws LoginFailed {
        Map<String, Object> metadata = Json.object(json, "the discovery document");
        if (!issuer.equals(metadata.get("issuer"))) {
            throw new LoginFailed(Reason.PROVIDER_MISCONFIGURED, "the discovery document of " + issuer
                    + " names the issuer " + Text.shown(metadata.get("issuer"), 200));
        }
        return new Provider(metadata);
    }

    static URI discovery(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return URI.create(base + "/.well-known/openid-configuration");
    }

    /** RFC 9207 §3. Tamga does. */
    boolean namesItselfInAnswers() {
        return Boolean.TRUE.equals(metadata.get("authorization_response_iss_parameter_supported"));
    }

    URI authorizationEndpoint() throws LoginFailed {
        return endpoint("authorization_endpoint");
    }

    URI tokenEndpoint() throws LoginFailed {
        return endpoint("token_endpoint");
    }

    URI userinfoEndpoint() throws LoginFailed {
        return endpoint("userinfo_endpoint");
    }

    URI keySet() throws LoginFailed {
        return endpoint("jwks_uri");
    }

    URI endSessionEndpoint() throws LoginFailed {
        return endpoint("end_session_endpoint");
    }

    private URI endpoint(String name) throws LoginFailed {
        Optional<Object> value = Optional.ofNullable(metadata.get(name));
        if (!value.isPresent()) {
            throw new LoginFailed(Reason.PROVIDER_MISCONFIGURED, "the discovery document has no " + name);
        }
        try {
            return Endpoint.open(name, String.valueOf(value.get()));
        } catch (IllegalArgumentException e) {
            throw new LoginFailed(Reason.PROVIDER_MISCONFIGURED, e.getMessage(), e);
        }
    }
}
