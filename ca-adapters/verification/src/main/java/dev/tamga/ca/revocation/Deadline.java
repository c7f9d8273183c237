package dev.tamga.ca.revocation;

import java.time.Duration;
import java.time.Instant;

/**
 * How long one sign-in may wait for its CA.
 *
 * @param from the time of the sign-in, by which answers are fresh or stale
 * @param startedAt {@link System#nanoTime} then
 */
record Deadline(Instant from, long startedAt, Duration budget) {

    static Deadline of(Instant now, Duration budget) {
        return new Deadline(now, System.nanoTime(), budget);
    }

    Duration left() {
        return budget.minus(elapsed());
    }

    boolean isOver() {
        return !left().isPositive();
    }

    /** The time by now. */
    Instant now() {
        return from.plus(elapsed());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }
}
