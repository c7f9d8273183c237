package dev.tamga.assistant.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;

import dev.tamga.assistant.pin.PinEntry;

/** The listening socket: 127.0.0.1 and nothing else. */
public final class Door implements AutoCloseable {
    /** Reported by {@code GET /status}. */
    static final String VERSION = "0.1.0";

    private static final int THREADS = 16;
    private static final int BACKLOG = 50;

    private final HttpServer server;
    private final ExecutorService workers;

    private Door(HttpServer server, ExecutorService workers) {
        this.server = server;
        this.workers = workers;
    }

    /**
     * Listens.
     *
     * @param port 0 takes a free one
     * @throws BindException naming the port, if it is taken
     */
    public static Door open(int port, Offer offer) throws IOException {
        HttpServer server = listen(port);
        server.createContext(
                "/",
                new Pages(
                        new Gate(server.getAddress().getPort(), offer.origins()),
                        status(offer),
                        new KeyListing(offer.device(), offer.clock()),
                        new SigningDesk(offer.device(), offer.prompt(), offer.clock())));
        ExecutorService workers = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().name("assistant-", 1).daemon().factory());
        server.setExecutor(workers);
        server.start();
        return new Door(server, workers);
    }

    private static Map<String, Object> status(Offer offer) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("name", "tamga-assistant");
        status.put("version", VERSION);
        status.put("pin", (offer.prompt().isPresent() ? PinEntry.WINDOW : PinEntry.PAGE).word());
        return status;
    }

    private static HttpServer listen(int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        try {
            return HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
        } catch (BindException e) {
            throw new BindException("port " + port + " on 127.0.0.1 is taken; choose another with --port, and"
                    + " tell the identity provider");
        }
    }

    /** The port that was taken. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
