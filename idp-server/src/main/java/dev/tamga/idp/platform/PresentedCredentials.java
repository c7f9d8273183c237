package dev.tamga.idp.platform;

import java.util.List;
import java.util.Optional;

import org.springframework.security.authentication.AbstractAuthenticationToken;

import dev.tamga.idp.platform.Platform.ClientAuthentication;

/** How a platform says who it is, unchecked, in the shape that Spring's filter passes to a provider. */
final class PresentedCredentials extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Credential credential;

    /** By one method, exactly. */
    sealed interface Credential {}

    /** RFC 6749 §2.3.1. */
    record Secret(ClientAuthentication method, String clientId, String secret) implements Credential {
        @Override
        public String toString() {
            return "Secret[…]";
        }
    }

    /** RFC 7523 §2.2. @param clientId where the request names it beside the assertion */
    record Assertion(String jwt, Optional<String> clientId) implements Credential {
        @Override
        public String toString() {
            return "Assertion[…]";
        }
    }

    /** Nobody can be known by this: a header of another scheme or form, or an assertion of another type. */
    record Unusable() implements Credential {}

    PresentedCredentials(Credential credential) {
        super(List.of());
        this.credential = credential;
    }

    Credential credential() {
        return credential;
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
