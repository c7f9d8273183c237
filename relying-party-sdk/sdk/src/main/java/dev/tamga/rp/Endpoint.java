package dev.tamga.rp;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses that may be called: https anywhere, http on the machine itself. */
final class Endpoint {

    private Endpoint() {
    }

    /** The address, or IllegalArgumentException "issuer is …; expected …". */
    static URI open(String name, String text) {
        URI uri;
        try {
            uri = new URI(text == null ? "" : text);
        } catch (URISyntaxException e) {
            throw refused(name, text);
        }
        boolean reachable = uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
        if (!reachable || !(isHttps(uri) || isLoopback(uri))) {
            throw refused(name, text);
        }
        return uri;
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static boolean isLoopback(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean here = host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
        return "http".equalsIgnoreCase(uri.getScheme()) && here;
    }

    private static IllegalArgumentException refused(String name, String text) {
        return new IllegalArgumentException(name + " is \"" + Text.shown(text, 200)
                + "\"; expected an https address without user and fragment (http only for localhost)");
    }
}
