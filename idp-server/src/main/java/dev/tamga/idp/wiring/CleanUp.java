package dev.tamga.idp.wiring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets expired rows leave in batches of 500, each its own short transaction by an index. After each batch it rests as
 * long as the batch took, so that ten million rows leave without anybody noticing; any number of nodes may do it at
 * once.
 */
final class CleanUp {
    private static final int BATCH = 500;
    private static final Duration LONGEST_RUN = Duration.ofSeconds(50);

    private final List<IntSupplier> tables;
    private final LongSupplier nanos;
    private final LongConsumer rest;

    CleanUp(List<IntSupplier> tables) {
        this(tables, System::nanoTime, LockSupport::parkNanos);
    }

    /** @param rest takes nanoseconds */
    CleanUp(List<IntSupplier> tables, LongSupplier nanos, LongConsumer rest) {
        this.tables = List.copyOf(tables);
        this.nanos = nanos;
        this.rest = rest;
    }

    /** One batch of each table in turn, until none has a full one any more or the time is up: the next run goes on. */
    void run() {
        long end = nanos.getAsLong() + LONGEST_RUN.toNanos();
        List<IntSupplier> full = tables;
        while (!full.isEmpty() && nanos.getAsLong() < end && !Thread.currentThread().isInterrupted()) {
            full = full.stream().filter(this::isFull).toList();
        }
    }

    private boolean isFull(IntSupplier table) {
        long start = nanos.getAsLong();
        int deleted = table.getAsInt();
        boolean full = deleted >= BATCH;
        if (full) {
            rest.accept(nanos.getAsLong() - start);
        }
        return full;
    }
}
