package dev.tamga.forge.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Serves the demo CAs' CRLs and OCSP answers on the loopback address: {@code /<ca>/crl/<n>.crl}, {@code /<ca>/ocsp}
 * (POST, or GET with the request in base64 behind it), {@code /<ca>/caissuer/<n>.cer}. {@code n} is 0 for the root, 1
 * for the issuing CA, 2 and 3 for CFCA's RSA chain.
 */
public final class DemoCaServer implements AutoCloseable {
    private static final int MAX_REQUEST = 4096;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, PublishedCrl> lists = new HashMap<>();
    private final Map<String, byte[]> certificates = new HashMap<>();
    private final Map<String, OcspResponder> responders = new HashMap<>();

    private DemoCaServer(DemoWorld world, HttpServer server) {
        this.server = server;
        for (DemoIssuer issuer : world.issuers()) {
            publish(world, issuer);
        }
        server.setExecutor(workers);
        server.createContext("/", this::handle);
    }

    /**
     * @param port 0 for any free one
     * @throws BindException naming the port if it is taken
     */
    public static DemoCaServer start(DemoWorld world, int port) throws IOException {
        DemoCaServer server = new DemoCaServer(world, bind(port));
        server.server.start();
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private static HttpServer bind(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw (BindException) new BindException("demo CAs: port " + port + " is taken").initCause(e);
        }
    }

    private void publish(DemoWorld world, DemoIssuer issuer) {
        DemoCa ca = issuer.ca();
        int root = ca.rootCrl();
        Revocations none = new Revocations(world.caFolder().resolve("no-ca-was-revoked"));
        lists.put(crlPath(ca, root), new PublishedCrl(issuer.root(), none, world.clock()));
        lists.put(
                crlPath(ca, root + 1), new PublishedCrl(issuer.issuing(), world.revocations(ca), world.clock()));
        certificates.put("/" + ca.id() + "/caissuer/" + (root + 1) + ".cer", issuer.issuing().encoded());
        if (ca.ocsp() != DemoCa.Ocsp.NONE) {
            responders.put("/" + ca.id() + "/ocsp", new OcspResponder(List.of(issuer), world));
        }
    }

    private static String crlPath(DemoCa ca, int number) {
        return "/" + ca.id() + "/crl/" + number + ".crl";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            if (path.length() > MAX_REQUEST) {
                refuse(exchange, 414);
            } else if (exchange.getRequestMethod().equals("POST")) {
                post(exchange, responders.get(path));
            } else if (exchange.getRequestMethod().equals("GET")) {
                get(exchange, path);
            } else {
                refuse(exchange, 405);
            }
        }
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        if (lists.containsKey(path)) {
            answer(exchange, "application/pkix-crl", lists.get(path).current());
        } else if (certificates.containsKey(path)) {
            answer(exchange, "application/pkix-cert", certificates.get(path));
        } else {
            getOcsp(exchange, path);
        }
    }

    /** RFC 6960 A.1: GET {url}/{url-encoding of base64 of the request}. */
    private void getOcsp(HttpExchange exchange, String path) throws IOException {
        int end = path.indexOf("/ocsp/");
        OcspResponder responder = end < 0 ? null : responders.get(path.substring(0, end + "/ocsp".length()));
        if (responder == null) {
            refuse(exchange, 404);
            return;
        }
        try {
            // URLDecoder takes a bare + for a space; in base64 it is a digit.
            String encoded = path.substring(end + "/ocsp/".length()).replace("+", "%2B");
            byte[] request = Base64.getDecoder().decode(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
            answer(exchange, "application/ocsp-response", responder.answer(request));
        } catch (IllegalArgumentException e) {
            refuse(exchange, 400);
        }
    }

    private static void post(HttpExchange exchange, OcspResponder responder) throws IOException {
        if (responder == null) {
            refuse(exchange, 404);
            return;
        }
        byte[] request = exchange.getRequestBody().readNBytes(MAX_REQUEST + 1);
        if (request.length > MAX_REQUEST) {
            refuse(exchange, 413);
        } else {
            answer(exchange, "application/ocsp-response", responder.answer(request));
        }
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }
}
