package dev.tamga.idp.session;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;

/** Recognises a browser from its first page on, so that a challenge relayed to another browser is useless there. */
public final class BrowserCookie {
    private static final String ATTRIBUTE = BrowserCookie.class.getName();

    private final Ids ids;

    public BrowserCookie(Ids ids) {
        this.ids = ids;
    }

    /** SHA-256 of the cookie that this browser sent. */
    public Optional<byte[]> find(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof byte[] made) {
            return Optional.of(made);
        }
        return Cookies.read(request, Cookies.BROWSER).map(Hash::sha256);
    }

    /** SHA-256 of the cookie, set now if the browser had none. */
    public byte[] ensure(HttpServletRequest request, HttpServletResponse response) {
        return find(request).orElseGet(() -> {
            String value = ids.secret();
            Cookies.write(response, Cookies.BROWSER, value);
            byte[] hash = Hash.sha256(value);
            request.setAttribute(ATTRIBUTE, hash);
            return hash;
        });
    }
}
