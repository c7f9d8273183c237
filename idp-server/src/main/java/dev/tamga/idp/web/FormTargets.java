package dev.tamga.idp.web;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;

/**
 * The content security policy, and the one thing in it that varies: Chromium silently blocks a form post that is
 * answered by a redirect to an origin that {@code form-action} does not name, so pages of a pending request name the
 * platform's.
 */
public final class FormTargets {
    public static final String HEADER = "Content-Security-Policy";

    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private FormTargets() {}

    /** The policy of every page. */
    public static String policy() {
        return POLICY;
    }

    /** Lets the page's form end at the origins of validated addresses. */
    public static void allow(HttpServletResponse response, String... uris) {
        set(response, POLICY + origins(uris));
    }

    /** Lets the page's script talk to the key assistant, and its form end at the origin of a validated address. */
    public static void allowAssistant(HttpServletResponse response, String assistantOrigin, String... uris) {
        set(response, POLICY + origins(uris) + "; connect-src 'self' " + origin(assistantOrigin));
    }

    private static void set(HttpServletResponse response, String policy) {
        response.setHeader(HEADER, policy);
    }

    private static String origins(String... uris) {
        return Arrays.stream(uris).map(FormTargets::origin).distinct().map(origin -> " " + origin)
                .collect(Collectors.joining());
    }

    // Never the address itself: a ; or a space in its path would open the policy.
    private static String origin(String uri) {
        URI parsed = URI.create(uri);
        return (parsed.getScheme() + "://" + parsed.getRawAuthority()).toLowerCase(Locale.ROOT);
    }
}
