package dev.tamga.ca.revocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.ca.CaId;

/**
 * Fetches the next CRLs ahead of time: one of a CA at a time, so that one that hangs holds up no other, and a few
 * altogether, so that memory for bodies is bounded.
 */
final class CrlRefresher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CrlRefresher.class);
    private static final Duration TICK = Duration.ofSeconds(5);
    /** For one CRL; a large one over a slow line takes its time, and nobody waits for it. */
    static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int AT_A_TIME = 4;

    private final CrlShelf shelf;
    private final Set<CaId> busy = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "crl-refresh");
        thread.setDaemon(true);
        return thread;
    });
    private final ExecutorService fetches = Executors.newVirtualThreadPerTaskExecutor();

    CrlRefresher(CrlShelf shelf) {
        this.shelf = shelf;
    }

    void start(Clock clock) {
        ticker.scheduleWithFixedDelay(() -> {
            try {
                tick(clock.instant());
            } catch (RuntimeException e) {
                // A ticker that threw would never tick again.
                LOG.error("the CRLs that are due were not found", e);
            }
        }, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Begins to fetch what is due; what finds no place now is due at the next tick. */
    void tick(Instant now) {
        List<CrlSlot> due = shelf.due(now);
        for (CrlSlot slot : due) {
            CaId ca = slot.address().ca();
            if (busy.contains(ca) || !places.tryAcquire()) {
                continue;
            }
            busy.add(ca);
            fetches.execute(() -> {
                try {
                    shelf.refresh(slot, PATIENCE, now);
                } catch (RuntimeException e) {
                    LOG.error("ca {}: the next CRL of {} failed", ca, slot.address(), e);
                } finally {
                    busy.remove(ca);
                    places.release();
                }
            });
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        fetches.shutdownNow();
    }
}
