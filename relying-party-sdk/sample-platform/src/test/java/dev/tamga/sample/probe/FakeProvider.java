package dev.tamga.sample.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The pages of a sign-in as the probe meets them, up to the code; each can be replaced by a test. */
final class FakeProvider implements AutoCloseable {
    static final String NONCE = "N".repeat(43);
    static final long EXPIRES = 1_790_000_000;

    /** What a path answers: status, then "Name: value" headers, then the body. */
    record Page(int status, List<String> headers, String body) {
        static Page html(String body, String... headers) {
            List<String> all = new ArrayList<>(List.of(headers));
            all.add("Content-Type: text/html;charset=UTF-8");
            return new Page(200, all, body);
        }

        static Page json(int status, String body) {
            return new Page(status, List.of("Content-Type: application/problem+json"), body);
        }

        static Page redirect(String location, String... headers) {
            List<String> all = new ArrayList<>(List.of(headers));
            all.add("Location: " + location);
            return new Page(303, all, "");
        }
    }

    final Map<String, Page> pages = new ConcurrentHashMap<>();
    /** "METHOD path body" of every request, with the Cookie and X-CSRF-TOKEN it carried. */
    final List<String> seen = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile String state = "";

    FakeProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", this::answer);
        server.start();
        pages.put("GET /.well-known/openid-configuration", Page.json(200, """
                {"issuer":"I","authorization_endpoint":"I/oauth2/authorize","token_endpoint":"I/oauth2/token",
                 "userinfo_endpoint":"I/userinfo","jwks_uri":"I/jwks","end_session_endpoint":"I/logout"}
                """.replace("I", issuer()).replace(issuer() + "D", "ID")));
        pages.put("GET /oauth2/authorize", Page.redirect("/sign-in?request=r1"));
        pages.put("GET /sign-in", Page.html("""
                <!-- <form id="sign-in-form"><input type="hidden" name="request" value="wrong"></form> -->
                <form id="other" method="get" action="/other"><input type="hidden" name="x" value="y"></form>
                <form id="sign-in-form" method="post" action="/sign-in" hidden>
                <input type="hidden" name="_csrf" value="csrf&amp;1"/><INPUT TYPE=hidden name='proof' value=''>
                <input type="hidden" name="request" value="r1"><input type="password" name="pin"></form>
                """, "Set-Cookie: __Host-tamga-browser=b1; Path=/; Secure; HttpOnly; SameSite=Lax"));
        pages.put("POST /challenge", Page.json(200,
                "{\"purpose\":\"sign-in\",\"nonce\":\"" + NONCE + "\",\"expires\":" + EXPIRES + "}"));
        pages.put("POST /sign-in", Page.redirect("/sign-in/certificate?request=r1",
                "Set-Cookie: __Host-tamga=s1; Path=/; Secure", "Set-Cookie: old=; Max-Age=0"));
        pages.put("GET /sign-in/certificate",
                Page.html("<a class=button id=continue href='/resume?client_id=150100&amp;request_uri=u'>进入授权</a>"));
        pages.put("GET /resume", Page.redirect("/consent?request=r1"));
        pages.put("GET /consent", Page.html("""
                <form method="post" id="consent-form" action="/consent"><input type="hidden" name="request" value="r1">
                <input type="hidden" name="_csrf" value="c2"><button name="decision" value="allow">Allow</button></form>
                """));
        pages.put("POST /consent", Page.redirect("CALLBACK"));
        pages.put("POST /oauth2/token", Page.json(400, "{\"error\":\"invalid_grant\"}"));
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String place = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(place + " " + body + " cookie=" + exchange.getRequestHeaders().getFirst("Cookie") + " csrf="
                    + exchange.getRequestHeaders().getFirst("X-CSRF-TOKEN"));
            if (place.equals("GET /oauth2/authorize")) {
                state = parameters(exchange.getRequestURI().getRawQuery()).get("state");
            }
            Page page = pages.getOrDefault(place, new Page(404, List.of(), "nothing here"));
            for (String header : page.headers()) {
                String[] parts = header.split(": ", 2);
                exchange.getResponseHeaders().add(parts[0], parts[1].replace("CALLBACK", callback()));
            }
            byte[] bytes = page.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String callback() {
        return "http://localhost:9101/callback?code=secret-code&state=" + state + "&iss=" + issuer();
    }

    static Map<String, String> parameters(String text) {
        Map<String, String> all = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            all.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
