package dev.tamga.idp.authorization;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;

import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.session.SignInSessions;

/**
 * Reads a request to the authorization endpoint. It takes the place of the framework's converters: those send every error
 * of theirs to a page, though the redirect URI may be good, and read consent from a form (decisions.md).
 */
public final class AuthorizationConverter implements AuthenticationConverter {
    private final BrowserCookie browsers;
    private final SignInSessions sessions;

    public AuthorizationConverter(BrowserCookie browsers, SignInSessions sessions) {
        this.browsers = browsers;
        this.sessions = sessions;
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        byte[] browserHash = browsers.find(request)
                .orElseThrow(() -> new IllegalStateException("BrowserCookieFilter stands before this endpoint"));
        return new AuthorizationAttempt(request.getParameterMap(), browserHash, sessions.current(request));
    }
}
