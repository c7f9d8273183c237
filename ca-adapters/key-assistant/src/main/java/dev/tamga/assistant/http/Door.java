package dev.tamga.assistant.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;

import dev.tamga.assistant.device.KeyDevice;
import dev.tamga.assistant.pin.PinEntry;
import dev.tamga.assistant.pin.PinPrompt;

/** The listening socket: 127.0.0.1 and nothing else. */
public final class Door implements AutoCloseable {
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
     * @param prompt asks for the PIN; without one the page sends it
     * @throws BindException naming the port, if it is taken
     */
    public static Door open(
            int port, Set<String> origins, KeyDevice device, Optional<PinPrompt> prompt, Clock clock, String version)
            throws IOException {
        HttpServer server = listen(port);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("name", "tamga-assistant");
        status.put("version", version);
        status.put("pin", (prompt.isPresent() ? PinEntry.WINDOW : PinEntry.PAGE).word());
        server.createContext(
                "/",
                new Pages(
                        new Gate(server.getAddress().getPort(), origins),
                        status,
                        new KeyListing(device, clock),
                        new SigningDesk(device, prompt, clock)));
        ExecutorService workers = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().name("assistant-", 1).daemon().factory());
        server.setExecutor(workers);
        server.start();
        return new Door(server, workers);
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
