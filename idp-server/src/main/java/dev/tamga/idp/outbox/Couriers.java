package dev.tamga.idp.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a courier to each platform that is to be told something: at once when this node wrote it, and by looking every
 * few seconds for what other nodes left. Each courier has its own virtual thread, so that none waits for another.
 */
final class Couriers implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);
    private static final Logger LOG = LoggerFactory.getLogger(Couriers.class);

    private final OutboxStore store;
    private final Courier courier;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> visited = ConcurrentHashMap.newKeySet();
    private final Set<String> again = ConcurrentHashMap.newKeySet();
    private final Semaphore bell = new Semaphore(0);

    Couriers(OutboxStore store, Courier courier, Clock clock) {
        this.store = store;
        this.courier = courier;
        this.clock = clock;
    }

    void start() {
        Thread.ofVirtual().name("outbox").start(this::look);
    }

    /** There is something new. */
    void ring() {
        bell.release();
    }

    private void look() {
        while (!threads.isShutdown()) {
            try {
                bell.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                bell.drainPermits();
                sendAll();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // Such as a database that went away: what is due stays due.
                LOG.warn("the outbox could not be read: {}", e.toString());
            }
        }
    }

    /** One look at what is due. */
    void sendAll() {
        if (!threads.isShutdown()) {
            store.listDuePlatforms(clock.instant()).forEach(this::send);
        }
    }

    private void send(String platformId) {
        if (!visited.add(platformId)) {
            // Its courier may have looked for the last time just before this message came.
            again.add(platformId);
            return;
        }
        try {
            threads.execute(() -> visit(platformId));
        } catch (RejectedExecutionException e) {
            visited.remove(platformId);
        }
    }

    private void visit(String platformId) {
        try {
            courier.visit(platformId);
        } catch (RuntimeException e) {
            if (!threads.isShutdown()) {
                LOG.warn("platform {} could not be told: {}", platformId, e.toString());
            }
        } finally {
            visited.remove(platformId);
            if (again.remove(platformId)) {
                ring();
            }
        }
    }

    /** What is under way is left: its lease ends and another node, or the next start, takes it over. */
    @Override
    public void close() {
        threads.shutdownNow();
        ring();
    }
}
