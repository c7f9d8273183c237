package dev.tamga.idp.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * A bucket for each name, in the memory of this node: as many as the allowance has may come at once, then they come
 * back evenly. A bucket is one number, the time up to which it is paid for (the generic cell rate algorithm). A
 * flood from more addresses than are kept displaces the buckets that were least used; it does not grow the memory.
 */
public final class Buckets {
    static final int MOST_KEPT = 100_000;

    private final Cache<String, AtomicLong> paidUntil;
    private final LongSupplier nanos;
    private final long interval;
    private final long within;

    /** @param nanos a clock that never goes back, such as {@link System#nanoTime} */
    public Buckets(Allowance allowance, LongSupplier nanos) {
        this.nanos = nanos;
        this.within = allowance.within().toNanos();
        this.interval = Math.max(1, within / allowance.most());
        this.paidUntil = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterAccess(allowance.within())
                .ticker(nanos::getAsLong)
                .build();
    }

    /** Takes one. @return how long to wait, if there was none */
    public Optional<Duration> take(String name) {
        long now = nanos.getAsLong();
        AtomicLong bucket = paidUntil.get(name, unknown -> new AtomicLong(now));
        while (true) {
            long paid = bucket.get();
            long next = later(paid, now) + interval;
            long early = next - now - within;
            if (early > 0) {
                return Optional.of(Duration.ofNanos(early));
            }
            if (bucket.compareAndSet(paid, next)) {
                return Optional.empty();
            }
        }
    }

    /** How long to wait, if there is none; takes nothing. */
    public Optional<Duration> look(String name) {
        AtomicLong bucket = paidUntil.getIfPresent(name);
        if (bucket == null) {
            return Optional.empty();
        }
        long now = nanos.getAsLong();
        long early = later(bucket.get(), now) + interval - now - within;
        return early > 0 ? Optional.of(Duration.ofNanos(early)) : Optional.empty();
    }

    long kept() {
        paidUntil.cleanUp();
        return paidUntil.estimatedSize();
    }

    // System.nanoTime may begin anywhere and overflow: only differences mean something.
    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
