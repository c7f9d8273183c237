package dev.tamga.idp.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jdbi.v3.core.Handle;

import dev.tamga.idp.secret.Ids;

/**
 * Gives the node's events their ids and knows which of them are still undecided: their transactions may yet commit.
 * What lies before {@link #bound} is settled for ever, so a seal over it needs no mark on any row.
 */
public final class EventIds {
    /**
     * No transaction lasts so long; one whose end never came, such as by a lost connection, must not hold up the seals.
     */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(55);

    private final Ids ids;
    private final Clock clock;
    private final TreeMap<String, Long> undecided = new TreeMap<>();
    private long floor;
    private String newest = "";

    public EventIds(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Has an id used for an insert, and follows the transaction that it is part of to its end. */
    void use(Handle handle, Consumer<String> insert) {
        String id = begin();
        if (handle.isInTransaction()) {
            handle.afterCommit(() -> decided(id));
            handle.afterRollback(() -> decided(id));
            insert.accept(id);
            return;
        }
        try {
            insert.accept(id);
        } finally {
            decided(id);
        }
    }

    private synchronized String begin() {
        // Should the clock be set back, ids go on from where it was: none may fall below a bound that was given out.
        long now = Math.max(clock.millis(), floor);
        String id = ids.next(now);
        undecided.put(id, now);
        newest = id.compareTo(newest) > 0 ? id : newest;
        return id;
    }

    private synchronized void decided(String id) {
        undecided.remove(id);
    }

    /** From here on ids are of this time or later. */
    synchronized void startAt(long millis) {
        floor = Math.max(floor, millis);
    }

    /** No event with an id before this one can still come. */
    synchronized String bound() {
        // A step of its own where the clock stands behind: else what came since would wait until the clock has caught
        // up.
        floor = Math.max(clock.millis(), floor + 1);
        undecided.values().removeIf(begun -> begun + FORGOTTEN_AFTER.toMillis() < floor);
        String now = Ids.first(floor);
        return undecided.isEmpty() || now.compareTo(undecided.firstKey()) < 0 ? now : undecided.firstKey();
    }

    /** Whether an event was begun whose id is not before a bound. */
    synchronized boolean hasNewsSince(String bound) {
        return newest.compareTo(bound) >= 0;
    }
}
