package dev.tamga.assistant.http;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/** Every request goes through here: host, then origin, then path and method, then the thing asked for. */
final class Pages implements HttpHandler {
    /** A body beyond this many bytes is refused. */
    static final int MAX_BODY = 64 * 1024;

    private static final Logger LOG = System.getLogger(Pages.class.getName());
    private static final Map<String, String> METHODS =
            Map.of("/status", "GET", "/keys", "GET", "/sign", "POST");
    private static final Answer STYLE = Answer.file("assistant.css", "text/css; charset=utf-8");

    // What a person may open in the address bar.
    private final Map<String, Supplier<Answer>> open;
    private final Gate gate;
    private final Map<String, Object> status;
    private final KeyListing listing;
    private final SigningDesk desk;

    Pages(Gate gate, Map<String, Object> status, KeyListing listing, SigningDesk desk) {
        this.open = Map.of("/", new KeysPage(listing)::answer, "/assistant.css", () -> STYLE);
        this.gate = gate;
        this.status = status;
        this.listing = listing;
        this.desk = desk;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            prepare(exchange.getResponseHeaders());
            send(exchange, answer(exchange));
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            if (!gate.isOwnHost(exchange.getRequestHeaders())) {
                throw new Problem(Problem.Code.ORIGIN_REFUSED, "the Host header is not the assistant's own");
            }
            String path = exchange.getRequestURI().getRawPath();
            if (exchange.getRequestMethod().equals("GET") && open.containsKey(path)) {
                // No other site may embed what only its owner should see.
                exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
                return open.get(path).get();
            }
            String origin = gate.findOrigin(exchange.getRequestHeaders())
                    .orElseThrow(() -> new Problem(
                            Problem.Code.ORIGIN_REFUSED, "the Origin header names no origin that is served here"));
            Gate.allow(origin, exchange.getResponseHeaders());
            return serve(exchange, path, origin);
        } catch (Problem problem) {
            return Answer.problem(problem);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request failed", e);
            return Answer.problem(new Problem(Problem.Code.FAULT, "the assistant failed; its log says why"));
        }
    }

    private Answer serve(HttpExchange exchange, String path, String origin) throws IOException, Problem {
        String method = Optional.ofNullable(METHODS.get(path))
                .orElseThrow(() -> new Problem(Problem.Code.NO_SUCH_PATH, "expected one of " + METHODS.keySet()));
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            Gate.allowPreflight(exchange.getRequestHeaders(), method, exchange.getResponseHeaders());
            return Answer.nothing();
        }
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method + ", OPTIONS");
            throw new Problem(Problem.Code.WRONG_METHOD, "expected method " + method);
        }
        return Answer.json(switch (path) {
            case "/status" -> status;
            case "/keys" -> listing.list();
            default -> desk.sign(SignRequest.read(body(exchange)), origin);
        });
    }

    private static byte[] body(HttpExchange exchange) throws IOException, Problem {
        String type = Gate.single(exchange.getRequestHeaders(), "Content-Type").orElse("");
        if (!Set.of("application/json", "application/json;charset=utf-8")
                .contains(type.replace(" ", "").toLowerCase(Locale.ROOT))) {
            throw new Problem(Problem.Code.MALFORMED, "expected Content-Type application/json");
        }
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new Problem(Problem.Code.TOO_LARGE, "expected at most " + MAX_BODY + " bytes");
        }
        return body;
    }

    private static void prepare(Headers answer) {
        answer.set("Vary", "Origin");
        answer.set("Cache-Control", "no-store");
        answer.set("X-Content-Type-Options", "nosniff");
        answer.set("Referrer-Policy", "no-referrer");
        answer.set("Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'");
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.body().length == 0) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), isHead ? -1 : answer.body().length);
        if (!isHead) {
            exchange.getResponseBody().write(answer.body());
        }
    }
}
