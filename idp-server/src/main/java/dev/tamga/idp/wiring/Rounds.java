package dev.tamga.idp.wiring;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done again and again beside the requests. Each task has its own thread: a long clean-up delays no seal. */
final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ScheduledThreadPoolExecutor threads;

    Rounds(int tasks) {
        threads = new ScheduledThreadPoolExecutor(tasks, Thread.ofPlatform().daemon().name("round-", 0).factory());
    }

    /** @param pause between the end of one run and the next */
    Rounds every(Duration pause, Runnable task) {
        threads.scheduleWithFixedDelay(
                () -> attempt(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    // An exception would end the task for good; a database that went away comes back.
    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            if (!threads.isShutdown()) {
                LOG.warn("a round failed and is tried again: {}", e.toString());
            }
        }
    }

    /** A run under way may end by itself: an interrupt closes the embedded database's file under its feet. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
