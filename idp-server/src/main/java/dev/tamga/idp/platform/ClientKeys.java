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
        private ClientKeySet keys;
        private Instant fetchedAt = Instant.MIN;
        private Instant askedAt = Instant.MIN;

        Remote(String address) {
            this.address = address;
        }

        // One at a time: who waits here finds the answer of the one before.
        synchronized List<JWK> list(String kid) {
            Instant now = clock.instant();
            boolean unknown = keys != null && keys.list(kid).isEmpty();
            if ((isOlderThan(fetchedAt, FRESH, now) || unknown) && isOlderThan(askedAt, PATIENCE, now)) {
                fetch(now);
            }
            return keys == null || isOlderThan(fetchedAt, STALE, now) ? List.of() : keys.list(kid);
        }

        private void fetch(Instant now) {
            askedAt = now;
            try {
                keys = ClientKeySet.parse(new String(source.get(URI.create(address)), StandardCharsets.UTF_8));
                fetchedAt = now;
            } catch (IOException | UnusableKeys e) {
                LOG.warn("jwks_uri {}: {}{}", address, e.getMessage(), keys == null ? "" : "; the last keys go on");
            }
        }

        private static boolean isOlderThan(Instant then, Duration age, Instant now) {
            return then.equals(Instant.MIN) || !then.plus(age).isAfter(now);
        }
    }
}
