package dev.tamga.idp.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.secret.Hash;

/** The door to relying platforms; a node knows of a change after 10 s at the latest. */
public final class Platforms {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration SHARED = Duration.ofSeconds(1);

    private final PlatformStore store;
    private final Clock clock;
    private volatile Snapshot snapshot = new Snapshot(Instant.MIN, Map.of(), Map.of());
    private Failure failure = new Failure(new IllegalStateException("none yet"), Instant.MIN);

    private record Snapshot(
            Instant readAt, Map<String, Platform> platforms, Map<String, List<PlatformStore.Secret>> secrets) {}

    /** Why the last reading failed, for whoever waited for it. */
    private record Failure(RuntimeException why, Instant until) {}

    public Platforms(Jdbi jdbi, Clock clock) {
        this.store = new PlatformStore(jdbi);
        this.clock = clock;
    }

    public Optional<Platform> find(String id) {
        return Optional.ofNullable(snapshot().platforms().get(id));
    }

    /** Every platform, by id. */
    public Collection<Platform> list() {
        return new TreeMap<>(snapshot().platforms()).values();
    }

    /** Whether the secret is one of the platform's that has not expired; takes the same time for each. */
    public boolean isSecret(String platformId, String secret) {
        byte[] hash = Hash.sha256(secret);
        Instant now = clock.instant();
        boolean found = false;
        for (PlatformStore.Secret known : snapshot().secrets().getOrDefault(platformId, List.of())) {
            boolean live = known.expiresAt().map(now::isBefore).orElse(true);
            found |= Hash.same(known.hash(), hash) & live;
        }
        return found;
    }

    /** Has this node read the platforms anew: after a change that must be seen here at once. */
    public synchronized void forget() {
        snapshot = new Snapshot(Instant.MIN, Map.of(), Map.of());
    }

    private Snapshot snapshot() {
        Snapshot known = snapshot;
        return isFresh(known) ? known : refresh();
    }

    private boolean isFresh(Snapshot known) {
        return known.readAt().plus(FRESH).isAfter(clock.instant());
    }

    // One reads, the others take what it read, or share its failure: each in turn would wait for a database that is away.
    private synchronized Snapshot refresh() {
        Snapshot known = snapshot;
        if (isFresh(known)) {
            return known;
        }
        if (failure.until().isAfter(clock.instant())) {
            throw failure.why();
        }
        try {
            snapshot = new Snapshot(clock.instant(), store.list(), store.listSecrets());
            return snapshot;
        } catch (RuntimeException e) {
            failure = new Failure(e, clock.instant().plus(SHARED));
            throw e;
        }
    }
}
