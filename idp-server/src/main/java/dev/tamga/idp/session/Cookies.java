package dev.tamga.idp.session;

import java.util.Arrays;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The two cookies of this server; both hold 256 random bits and live as long as the browser runs. */
final class Cookies {
    /** The sign-in session. */
    static final String SESSION = "__Host-tamga";
    /** The browser: what challenges and pending requests are bound to. */
    static final String BROWSER = "__Host-tamga-browser";

    private Cookies() {}

    static Optional<String> read(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(value -> value.length() == 43)
                .findFirst();
    }

    // SameSite=Lax: a platform's redirect to /oauth2/authorize must bring the session along.
    static void write(HttpServletResponse response, String name, String value) {
        response.addHeader("Set-Cookie", name + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    static void clear(HttpServletResponse response, String name) {
        response.addHeader("Set-Cookie", name + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
    }
}
