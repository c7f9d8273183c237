package dev.tamga.idp.grant;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A token that a platform gives up (RFC 7009), in the shape that Spring's filter passes to a provider. */
final class RevocationRequest extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient PresentedToken presented;

    RevocationRequest(HttpServletRequest request) {
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
