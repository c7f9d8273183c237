package dev.tamga.idp.web;

import java.net.URI;

/**
 * Where this installation is reached from outside: the {@code iss} of every token and the origin of every challenge. It
 * comes from {@code tamga.issuer} alone, never from a Host header.
 */
public record Issuer(URI uri) {

    public Issuer {
        if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null
                || !uri.getRawPath().isEmpty() || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "tamga.issuer is \"" + uri + "\"; expected scheme://host[:port] without a path");
        }
        if (!uri.getScheme().equals("https") && !loopback(uri.getHost())) {
            throw new IllegalArgumentException(
                    "tamga.issuer is \"" + uri + "\"; expected https, http only on localhost or a loopback address");
        }
    }

    /** OpenID Connect's issuer identifier. */
    public String value() {
        return uri.toString();
    }

    /** RFC 6454 serialisation: the issuer has no path, so it is the same text in lower case. */
    public String origin() {
        return uri.toString().toLowerCase(java.util.Locale.ROOT);
    }

    public String url(String path) {
        return uri + path;
    }

    /** Whether only this machine can reach it. */
    public boolean isLoopback() {
        return loopback(uri.getHost());
    }

    private static boolean loopback(String host) {
        return host.equals("localhost") || host.matches("127(\\.[0-9]{1,3}){3}") || host.equals("[::1]");
    }
}
