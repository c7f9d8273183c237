package dev.tamga.idp.operator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;

/**
 * Takes operators' commands, on 127.0.0.1 and a port of its own, so that no proxy in front of the pages leads here.
 * Whoever brings the token of the data folder may; a web page never, whatever name it gives this address.
 */
public final class OperatorEndpoint implements AutoCloseable {
    static final String PATH = "/command";

    private static final int LONGEST_REQUEST = 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Logger LOG = LoggerFactory.getLogger(OperatorEndpoint.class);

    private final int port;
    private final OperatorToken files;
    private final byte[] token;
    private final String tokenText;
    private final CommandTable commands;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    public OperatorEndpoint(int port, Path data, Ids ids, CommandTable commands) {
        this.port = port;
        this.files = new OperatorToken(data);
        this.tokenText = ids.secret();
        this.token = bytes("Bearer " + tokenText);
        this.commands = commands;
    }

    /** @throws IllegalArgumentException if the port is taken, naming the setting */
    public void start() {
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        } catch (IOException e) {
            throw new IllegalArgumentException("tamga.operator.port: 127.0.0.1:" + port + " cannot be opened ("
                    + e.getMessage() + "); expected a free port, or 0 for any", e);
        }
        try {
            files.write(tokenText, server.getAddress().getPort());
        } catch (IOException e) {
            throw new IllegalStateException("the operators' token cannot be written to " + files.data(), e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Integer> refusal = refusal(exchange);
            if (refusal.isPresent()) {
                send(exchange, refusal.get(), Map.of("error", "refused"));
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_REQUEST + 1);
            if (body.length > LONGEST_REQUEST) {
                send(exchange, 413, Map.of("error", "too large"));
                return;
            }
            answer(exchange, body);
        } catch (RuntimeException e) {
            LOG.error("an operator's command failed", e);
            throw e;
        }
    }

    /** DNS rebinding and forms of other sites: a browser's request names the page's host, or says where it is from. */
    private Optional<Integer> refusal(HttpExchange exchange) {
        String host = "127.0.0.1:" + server.getAddress().getPort();
        if (!List.of(host).equals(exchange.getRequestHeaders().get("Host"))
                || exchange.getRequestHeaders().containsKey("Origin")
                || exchange.getRequestHeaders().containsKey("Sec-Fetch-Site")) {
            return Optional.of(403);
        }
        String given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
        if (!Hash.same(token, bytes(given))) {
            return Optional.of(401);
        }
        if (!exchange.getRequestURI().getRawPath().equals(PATH)) {
            return Optional.of(404);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Optional.of(405);
        }
        boolean json = "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
        return json ? Optional.empty() : Optional.of(415);
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        CommandTable.Request request;
        try {
            request = JSON.readValue(body, CommandTable.Request.class);
        } catch (JacksonException e) {
            send(exchange, 400, Map.of("error", "not the expected JSON"));
            return;
        }
        if (request == null || request.words() == null || request.words().contains(null)) {
            send(exchange, 400, Map.of("error", "words are missing"));
            return;
        }
        try {
            send(exchange, 200, commands.run(request));
        } catch (RuntimeException e) {
            LOG.error("the command \"{}\" failed", String.join(" ", request.words()), e);
            send(exchange, 500, Map.of("error", "the command failed; the server's log says why"));
        }
    }

    private static void send(HttpExchange exchange, int status, Object json) throws IOException {
        byte[] body = JSON.writeValueAsBytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        files.delete();
    }
}
