package dev.tamga.idp.grant;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A token that a platform asks about (RFC 7662), in the shape that Spring's filter passes to a provider. */
final class IntrospectionRequest extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient PresentedToken presented;

    IntrospectionRequest(HttpServletRequest request) {
        super(List.of());
        this.presented = PresentedToken.of(request);
    }

    PresentedToken presented() {
        return presented;
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
