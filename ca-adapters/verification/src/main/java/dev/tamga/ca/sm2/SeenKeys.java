package dev.tamga.ca.sm2;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The points seen last, decoded. A point that stays keeps the multiples that its curve precomputes for it, which is
 * what makes the next verification with it twice as fast (measurements.md). Bounded, thread-safe; points that are none
 * are not remembered.
 */
final class SeenKeys<K> {
    private static final int REMEMBERED = 2048;

    private final Function<byte[], Optional<K>> decoder;
    private final Map<Encoded, K> seen = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Encoded, K> eldest) {
            return size() > REMEMBERED;
        }
    };

    SeenKeys(Function<byte[], Optional<K>> decoder) {
        this.decoder = decoder;
    }

    Optional<K> find(byte[] point) {
        Encoded name = new Encoded(point);
        synchronized (seen) {
            K known = seen.get(name);
            if (known != null) {
                return Optional.of(known);
            }
        }
        // Decoded outside the lock: a stranger's points must not hold up everybody else's.
        Optional<K> decoded = decoder.apply(point);
        synchronized (seen) {
            return decoded.map(key -> {
                K first = seen.putIfAbsent(name, key);
                return first == null ? key : first;
            });
        }
    }

    private record Encoded(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Encoded encoded && Arrays.equals(bytes, encoded.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
