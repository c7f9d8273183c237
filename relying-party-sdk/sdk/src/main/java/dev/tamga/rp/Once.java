package dev.tamga.rp;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values that were used lately: what happened once does not happen again. Bounded, oldest leave first. */
final class Once {

    private static final int CAPACITY = 20_000;

    private final Duration remembered;
    private final LinkedHashMap<String, Instant> used = new LinkedHashMap<>();

    Once(Duration remembered) {
        this.remembered = remembered;
    }

    /** True for the first caller with this value, false for every other one. */
    synchronized boolean take(String value, Instant now) {
        Map.Entry<String, Instant> oldest = used.isEmpty() ? null : used.entrySet().iterator().next();
        while (oldest != null && (used.size() >= CAPACITY || oldest.getValue().plus(remembered).isBefore(now))) {
            used.remove(oldest.getKey());
            oldest = used.isEmpty() ? null : used.entrySet().iterator().next();
        }
        return used.putIfAbsent(value, now) == null;
    }
}
