package dev.tamga.idp.authorization;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads a request to the authorization endpoint. It takes the place of the framework's converters: those send every error
 * of theirs to a page, though the redirect URI may be good, and read consent from a form (decisions.md).
 */
public final class AuthorizationConverter implements AuthenticationConverter {
    private final Browsers browsers;

    public AuthorizationConverter(Browsers browsers) {
        this.browsers = browsers;
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        if (request.getMethod().equals("POST")) {
            return AuthorizationAttempt.posted(request.getParameterMap());
        }
        byte[] browserHash = browsers.find(request)
                .orElseThrow(() -> new IllegalStateException("BrowserCookieFilter stands before this endpoint"));
        return AuthorizationAttempt.of(request.getParameterMap(), browserHash, browsers.session(request));
    }
}
