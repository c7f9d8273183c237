package dev.tamga.rp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A remote document that is kept: fetched when first needed, again when it is old, and used on while the provider is
 * down. Only the first fetch makes others wait; later ones happen in one thread while the rest goes on.
 */
final class Kept<T> {

    /** An outage is survived this long; afterwards a withdrawn key must not be believed any more. */
    static final Duration LONGEST = Duration.ofHours(24);
    /** How often a fetch is tried, during an outage and for things that are not there. */
    static final Duration INTERVAL = Duration.ofSeconds(30);

    interface Source<T> {
        Fetched<T> fetch() throws LoginFailed;
    }

    /** A document and how long the provider wants it kept. */
    static final class Fetched<T> {
        final T value;
        final Duration freshFor;

        Fetched(T value, Duration freshFor) {
            this.value = value;
            this.freshFor = freshFor;
        }
    }

    private final Source<T> source;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile T value;
    private volatile Instant fetchedAt = Instant.MIN;
    private volatile Instant staleAt = Instant.MIN;
    private volatile Instant missAllowedAt = Instant.MIN;

    Kept(Source<T> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** The document, at most {@link #LONGEST} old. */
    T get() throws LoginFailed {
        Instant now = clock.instant();
        boolean usable = value != null && now.isBefore(fetchedAt.plus(LONGEST));
        if (!usable) {
            return fetchFirst();
        }
        if (!now.isBefore(staleAt) && fetching.tryLock()) {
            refreshQuietly(now);
        }
        return value;
    }

    /** The document as it is now, because something was not in it; at most once per {@link #INTERVAL}. */
    T getAfterMiss() throws LoginFailed {
        Instant now = clock.instant();
        if (value != null && !now.isBefore(missAllowedAt) && fetching.tryLock()) {
            missAllowedAt = now.plus(INTERVAL);
            refreshQuietly(now);
        }
        return get();
    }

    private T fetchFirst() throws LoginFailed {
        fetching.lock();
        try {
            Instant now = clock.instant();
            if (value == null || !now.isBefore(fetchedAt.plus(LONGEST))) {
                keep(source.fetch(), now);
            }
            return value;
        } finally {
            fetching.unlock();
        }
    }

    /** Called with the lock held. */
    private void refreshQuietly(Instant now) {
        try {
            keep(source.fetch(), now);
        } catch (LoginFailed outage) {
            staleAt = now.plus(INTERVAL);
        } finally {
            fetching.unlock();
        }
    }

    private void keep(Fetched<T> fetched, Instant now) {
        value = fetched.value;
        fetchedAt = now;
        staleAt = now.plus(fetched.freshFor);
    }
}
