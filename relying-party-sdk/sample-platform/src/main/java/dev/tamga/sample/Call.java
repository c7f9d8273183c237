package dev.tamga.sample;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.sun.net.httpserver.HttpExchange;

/** One HTTP request and its answer: cookies, parameters within limits, and headers that every answer carries. */
final class Call {

    private static final int MAX_FORM = 16 * 1024;
    private static final int MAX_QUERY = 8 * 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final HttpExchange exchange;
    private final Registered platform;

    /** A request that this platform does not take: status and nothing else. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        final int status;

        Refused(int status) {
            super("status " + status);
            this.status = status;
        }
    }

    Call(HttpExchange exchange, Registered platform) {
        this.exchange = exchange;
        this.platform = platform;
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    /** "GET /login": method and path. */
    String line() {
        return exchange.getRequestMethod() + " " + path();
    }

    /** The address as the browser called it. */
    String address() {
        return exchange.getRequestURI().toString();
    }

    boolean isForThisPlatform() {
        return platform.origin().equals("http://" + exchange.getRequestHeaders().getFirst("Host"));
    }

    Map<String, String> query() throws Refused {
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null && query.length() > MAX_QUERY) {
            throw new Refused(414);
        }
        return parameters(query);
    }

    Map<String, String> form() throws IOException, Refused {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_FORM + 1);
        if (body.length > MAX_FORM) {
            throw new Refused(413);
        }
        return parameters(new String(body, StandardCharsets.UTF_8));
    }

    /** The value of this platform's cookie with that suffix ("" is the session). */
    Optional<String> cookie(String suffix) {
        String name = cookieName(suffix);
        for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", java.util.List.of())) {
            for (String pair : header.split(";\\s*")) {
                if (pair.startsWith(name + "=")) {
                    return Optional.of(pair.substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }

    Call setCookie(String suffix, String value, long seconds) {
        String life = seconds < 0 ? "" : "; Max-Age=" + seconds;
        exchange.getResponseHeaders().add("Set-Cookie",
                cookieName(suffix) + "=" + value + life + "; Path=/; Secure; HttpOnly; SameSite=Lax");
        return this;
    }

    Call dropCookie(String suffix) {
        return setCookie(suffix, "", 0);
    }

    String acceptedLanguage() {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept-Language")).orElse("");
    }

    /** 303: the next request is a GET whatever this one was. */
    void redirect(String target) throws IOException {
        exchange.getResponseHeaders().set("Location", target);
        send(303, "text/plain", "");
    }

    void send(int status, String type, String text) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.putIfAbsent("Cache-Control", java.util.List.of("no-store"));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        // The provider is named because browsers apply form-action to the redirect that answers 「退出登录」, too.
        headers.set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'; form-action 'self' " + platform.issuer());
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    void cache(String rule) {
        exchange.getResponseHeaders().set("Cache-Control", rule);
    }

    /** 256 random bits, base64url. */
    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String cookieName(String suffix) {
        return "__Host-" + platform.id() + suffix;
    }

    private static Map<String, String> parameters(String text) throws Refused {
        Map<String, String> all = new HashMap<>();
        try {
            for (String pair : text == null || text.isEmpty() ? new String[0] : text.split("&")) {
                String[] parts = pair.split("=", 2);
                String value = parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "";
                if (all.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), value) != null) {
                    throw new Refused(400);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new Refused(400);
        }
        return all;
    }
}
