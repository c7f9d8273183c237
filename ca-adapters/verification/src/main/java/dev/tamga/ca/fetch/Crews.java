package dev.tamga.ca.fetch;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for exchanges, so many a host. A name look-up cannot be interrupted: its thread is left behind when the time
 * is up, still counts as its host's, and so a host that hangs holds a bounded number of threads and no other's.
 */
final class Crews {
    private static final int IDLE_SECONDS = 30;

    private final int mostOfHost;
    private final Map<String, Integer> busy = new ConcurrentHashMap<>();
    private final ExecutorService threads;

    Crews(int mostOfHost, int most) {
        this.mostOfHost = mostOfHost;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, most, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "fetch-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws IOException if too many exchanges with this host, or altogether, have not ended */
    <T> Future<T> start(String host, Callable<T> exchange) throws IOException {
        if (busy.merge(host, 1, Integer::sum) > mostOfHost) {
            leave(host);
            throw new IOException(host + " has " + mostOfHost + " unfinished exchanges; expected it to answer some");
        }
        try {
            return threads.submit(() -> {
                try {
                    return exchange.call();
                } finally {
                    leave(host);
                }
            });
        } catch (RejectedExecutionException e) {
            leave(host);
            throw new IOException("too many exchanges are unfinished", e);
        }
    }

    private void leave(String host) {
        busy.computeIfPresent(host, (name, count) -> count == 1 ? null : count - 1);
    }
}
