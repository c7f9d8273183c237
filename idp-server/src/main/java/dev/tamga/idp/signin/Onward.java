package dev.tamga.idp.signin;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import dev.tamga.idp.session.SignInSessions;

/**
 * Where a sign-in leads on: to the platform that asked, else to the page of one's own data that it was begun from, else
 * to the portal. Both come from outside in a query or a form; what does not have the shape of ours is none, so that no
 * address leads anywhere else (decision 0060).
 *
 * @param request id of a pending authorization request, not looked up yet; null without one
 * @param to path of a page under {@code /account}; null without one
 */
public record Onward(String request, String to) {
    public static final Onward NONE = new Onward(null, null);

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{43}");
    // Each page by its shape, none by a wildcard: what is not a page of a GET is not led to.
    private static final Pattern OWN_PAGE = Pattern.compile("/account(?:/(?:edit|sign-ins|sign-out|consents"
            + "|consents/[a-z0-9-]{1,64}/withdraw|keys|keys/add|keys/[a-z2-7]{26}/(?:freeze|unfreeze|remove)))?");

    public Onward {
        request = request != null && REQUEST_ID.matcher(request).matches() ? request : null;
        to = to != null && OWN_PAGE.matcher(to).matches() ? to : null;
    }

    /** Where somebody is sent who is not signed in: what was opened is opened afterwards. */
    public static String signIn(HttpServletRequest http) {
        String opened = "GET".equals(http.getMethod()) ? http.getRequestURI() : null;
        String address = new Onward(null, opened).after("/sign-in");
        if (!SignInSessions.hasEnded(http)) {
            return address;
        }
        return address + (address.indexOf('?') < 0 ? '?' : '&') + "ended";
    }

    /** The page at a path of this server that goes on the same way. */
    public String after(String path) {
        return query().map(query -> path + "?" + query).orElse(path);
    }

    /** As it travels in an address; nothing in it needs to be encoded. */
    Optional<String> query() {
        return request != null ? Optional.of("request=" + request) : Optional.ofNullable(to).map(page -> "to=" + page);
    }

    /** Where a bidder goes on who was sent by no platform. */
    String page() {
        return to == null ? "/portal" : to;
    }
}
