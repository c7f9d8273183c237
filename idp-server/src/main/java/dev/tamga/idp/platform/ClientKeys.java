package dev.tamga.idp.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import com.nimbusds.jose.jwk.JWK;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.idp.platform.ClientKeySet.UnusableKeys;

/**
 * The public keys of platforms: as registered, or from their {@code jwks_uri}, which is asked at most once a minute and
 * node whatever comes in. Keys are fresh for 5 minutes; while the address does not answer, the last ones are good for a
 * day.
 */
public final class ClientKeys {
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration STALE = Duration.ofHours(24);
    private static final Logger LOG = LoggerFactory.getLogger(ClientKeys.class);

    private final Source source;
    private final Clock clock;
    private final Map<String, Remote> remotes = new ConcurrentHashMap<>();
    // By their text, read once: as many as operators ever registered.
    private final Map<String, ClientKeySet> registered = new ConcurrentHashMap<>();

    /** Where key sets come from. */
    @FunctionalInterface
    public interface Source {
        /** Gets an address once, within a time and a size. */
        byte[] get(URI address) throws IOException;
    }

    public ClientKeys(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** The keys that may have signed: the one of the {@code kid}, or all where the header names none. */
    List<JWK> list(Platform platform, Optional<String> kid) {
        Platform.Keys keys = platform.keys();
        if (keys.jwks().isPresent()) {
            return registered.computeIfAbsent(keys.jwks().get(), jwks -> registered(platform.id(), jwks))
                    .list(kid.orElse(null));
        }
        return keys.jwksUri()
                .map(uri -> remotes.computeIfAbsent(uri, Remote::new).list(kid.orElse(null)))
                .orElse(List.of());
    }

    private static ClientKeySet registered(String platformId, String jwks) {
        try {
            return ClientKeySet.parse(jwks);
        } catch (UnusableKeys e) {
            throw new IllegalStateException("platform " + platformId + ": jwks " + e.getMessage(), e);
        }
    }

    /** One address, its last keys, and when it was asked. */
    private final class Remote {
        private final String address;
        private final Lock asking = new ReentrantLock();
        private volatile Held held = new Held(null, Instant.MIN);
        private Instant askedAt = Instant.MIN;

        Remote(String address) {
            this.address = address;
        }

        /** Who has a key that is known never waits for a fetch that somebody else's key began. */
        List<JWK> list(String kid) {
            Held known = held;
            Instant now = clock.instant();
            if (known.list(kid, now).isEmpty()) {
                asking.lock();
                askIfDue(kid, now);
            } else if (isOlderThan(known.fetchedAt(), FRESH, now) && asking.tryLock()) {
                askIfDue(kid, now);
            }
            return held.list(kid, now);
        }

        // One at a time: who waited for the lock finds the answer of the one before.
        private void askIfDue(String kid, Instant now) {
            try {
                boolean due = isOlderThan(held.fetchedAt(), FRESH, now) || held.list(kid, now).isEmpty();
                if (due && isOlderThan(askedAt, PATIENCE, now)) {
                    fetch(now);
                }
            } finally {
                asking.unlock();
            }
        }

        private void fetch(Instant now) {
            askedAt = now;
            try {
                byte[] body = source.get(URI.create(address));
                held = new Held(ClientKeySet.parse(new String(body, StandardCharsets.UTF_8)), now);
            } catch (IOException | UnusableKeys e) {
                LOG.warn("jwks_uri {}: {}{}",
                        address, e.getMessage(), held.keys() == null ? "" : "; the last keys go on");
            }
        }
    }

    /** @param keys null before the first answer */
    private record Held(ClientKeySet keys, Instant fetchedAt) {
        List<JWK> list(String kid, Instant now) {
            return keys == null || isOlderThan(fetchedAt, STALE, now) ? List.of() : keys.list(kid);
        }
    }

    private static boolean isOlderThan(Instant then, Duration age, Instant now) {
        return then.equals(Instant.MIN) || !then.plus(age).isAfter(now);
    }
}
