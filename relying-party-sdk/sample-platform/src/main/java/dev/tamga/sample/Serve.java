package dev.tamga.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;

/** Runs every platform of the command line in this one JVM, on loopback. */
final class Serve {

    private Serve() {
    }

    /** Runs until the JVM is stopped. */
    static int run(String[] args) throws IOException, InterruptedException {
        // The JDK's HttpServer waits 40 ms an answer without it.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        ServeOptions options;
        try {
            options = ServeOptions.read(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 64;
        }
        for (ServeOptions.Place place : options.platforms()) {
            HttpServer server = start(options, place, Clock.systemUTC());
            System.out.println(place.id() + " listens on http://localhost:" + server.getAddress().getPort());
        }
        new CountDownLatch(1).await();
        return 0;
    }

    static HttpServer start(ServeOptions options, ServeOptions.Place place, Clock clock) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), place.port()),
                100);
        Registered registered = options.registered(place, server.getAddress().getPort());
        Accounts accounts = Accounts.open(options.accounts().resolve(place.id() + ".accounts"));
        server.createContext("/", new Platform(registered, accounts, clock));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }
}
