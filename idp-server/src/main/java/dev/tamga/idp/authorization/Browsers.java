package dev.tamga.idp.authorization;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;

/** What the pages of a request know of the browser that asks for them. */
public record Browsers(BrowserCookie cookies, SignInSessions sessions) {

    /** SHA-256 of the browser's cookie. */
    public Optional<byte[]> find(HttpServletRequest request) {
        return cookies.find(request);
    }

    /** Who is signed in there. */
    public Optional<SignInSession> session(HttpServletRequest request) {
        return sessions.current(request);
    }
}
