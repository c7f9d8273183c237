package dev.tamga.sample.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Waits until an address answers, or a child dies, or patience ends. */
final class Ready {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long PAUSE_MILLIS = 50;

    private final Children children;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    Ready(Children children) {
        this.children = children;
    }

    /** @param origin sent as the Origin header, which the assistant wants */
    void await(String address, String origin) throws DemoFault, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).header("Origin", origin)
                .timeout(Duration.ofSeconds(10)).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(request)) {
            children.checkAlive();
            if (System.nanoTime() > deadline) {
                throw new DemoFault(address + " did not answer within " + PATIENCE.toSeconds()
                        + " seconds; see .demo/log");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private boolean answers(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
