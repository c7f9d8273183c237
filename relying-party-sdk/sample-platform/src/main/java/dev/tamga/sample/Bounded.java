package dev.tamga.sample;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values kept in memory for a while: they end when idle, when old, or when there are too many, the stalest first. */
final class Bounded<T> {

    private record Entry<T>(T value, Instant madeAt, Instant usedAt) {
    }

    private final int capacity;
    private final Duration idle;
    private final Duration longest;
    private final Clock clock;
    private final LinkedHashMap<String, Entry<T>> entries = new LinkedHashMap<>(16, 0.75f, true);

    Bounded(int capacity, Duration idle, Duration longest, Clock clock) {
        this.capacity = capacity;
        this.idle = idle;
        this.longest = longest;
        this.clock = clock;
    }

    synchronized void put(String name, T value) {
        Instant now = clock.instant();
        entries.put(name, new Entry<>(value, now, now));
        if (entries.size() > capacity) {
            entries.pollFirstEntry();
        }
    }

    /** The value, used just now. */
    synchronized Optional<T> find(String name) {
        return alive(entries.get(name)).map(entry -> {
            entries.put(name, new Entry<>(entry.value, entry.madeAt, clock.instant()));
            return entry.value;
        });
    }

    /** The value, which is gone afterwards. */
    synchronized Optional<T> take(String name) {
        return alive(entries.remove(name)).map(Entry::value);
    }

    private Optional<Entry<T>> alive(Entry<T> entry) {
        Instant now = clock.instant();
        boolean alive = entry != null && now.isBefore(entry.usedAt.plus(idle))
                && now.isBefore(entry.madeAt.plus(longest));
        return alive ? Optional.of(entry) : Optional.empty();
    }
}
