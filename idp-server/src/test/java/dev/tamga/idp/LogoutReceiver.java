package dev.tamga.idp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Platforms' back-channel logout addresses, {@code /<platform>}, on loopback. */
public final class LogoutReceiver implements AutoCloseable {
    private static LogoutReceiver shared;

    private final HttpServer server;
    private final Map<String, BlockingQueue<Received>> received = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();

    /** What a platform was sent. */
    public record Received(String contentType, String token) {}

    private LogoutReceiver(HttpServer server) {
        this.server = server;
    }

    public static LogoutReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LogoutReceiver receiver = new LogoutReceiver(server);
        server.createContext("/", receiver::receive);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return receiver;
    }

    /** The one of platform 150100 in each {@link TestNode}. */
    public static synchronized LogoutReceiver shared() throws IOException {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    public String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    public String address(String platform) {
        return "http://" + host() + "/" + platform;
    }

    /** From now on the platform answers so. */
    public LogoutReceiver answer(String platform, int status) {
        statuses.put(platform, status);
        return this;
    }

    /** The platform takes the request and does not answer until the latch is down. */
    public CountDownLatch hang(String platform) {
        CountDownLatch latch = new CountDownLatch(1);
        hanging.put(platform, latch);
        return latch;
    }

    /** What the platform was sent next. */
    public Received next(String platform) throws InterruptedException {
        Received next = queue(platform).poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("platform " + platform + " was told nothing");
        }
        return next;
    }

    public int waiting(String platform) {
        return queue(platform).size();
    }

    private BlockingQueue<Received> queue(String platform) {
        return received.computeIfAbsent(platform, id -> new LinkedBlockingQueue<>());
    }

    private void receive(HttpExchange exchange) throws IOException {
        String platform = exchange.getRequestURI().getPath().substring(1);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = body.startsWith("logout_token=")
                ? URLDecoder.decode(body.substring("logout_token=".length()), StandardCharsets.UTF_8)
                : "";
        queue(platform).add(new Received(exchange.getRequestHeaders().getFirst("Content-Type"), token));
        CountDownLatch latch = hanging.remove(platform);
        if (latch != null) {
            await(latch);
        }
        exchange.getResponseHeaders().set("Location", "http://" + host() + "/redirected");
        exchange.sendResponseHeaders(statuses.getOrDefault(platform, 200), -1);
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        hanging.values().forEach(CountDownLatch::countDown);
        server.stop(0);
    }
}
