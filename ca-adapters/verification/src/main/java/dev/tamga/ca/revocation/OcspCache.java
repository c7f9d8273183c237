package dev.tamga.ca.revocation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Verified answers by certificate, the least used of too many forgotten first. */
final class OcspCache {
    private static final int REMEMBERED = 20_000;

    private final Map<String, Held> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Held(Answer answer, Instant until) {}

    void put(String certificate, Answer answer, Instant until) {
        synchronized (entries) {
            entries.put(certificate, new Held(answer, until));
        }
    }

    Optional<Answer> fresh(String certificate, Instant now) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(certificate))
                    .filter(entry -> now.isBefore(entry.until()))
                    .map(Held::answer);
        }
    }

    Optional<Answer> any(String certificate) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(certificate)).map(Held::answer);
        }
    }
}
