package dev.tamga.idp.platform;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.platform.Platform.ClientAuthentication;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;

/**
 * Client secrets: 256 random bits each, shown once, stored as their hash. A platform has two at most, so that it can
 * change from one to the other without a pause; other nodes know of a change after 10 s.
 */
public final class PlatformSecrets {
    private static final int MOST = 2;

    private final Jdbi jdbi;
    private final PlatformStore store;
    private final Platforms platforms;
    private final Writing writing;

    /** What a change leaves behind. */
    public record Writing(Audit audit, Ids ids, Clock clock) {}

    public PlatformSecrets(Jdbi jdbi, Platforms platforms, Writing writing) {
        this.jdbi = jdbi;
        this.store = new PlatformStore(jdbi);
        this.platforms = platforms;
        this.writing = writing;
    }

    /** What became of a wish for a secret. */
    public sealed interface Addition {}

    /** @param value the secret; it cannot be read again */
    public record Added(String id, String value) implements Addition {
        @Override
        public String toString() {
            return "Added[" + id + "]";
        }
    }

    /** No such platform, or one that is registered for another method. */
    public record NoSecrets(String platformId) implements Addition {}

    /** Two live already: one of them must end first. */
    public record TooMany(List<Known> known) implements Addition {}

    /** A secret without its value. */
    public record Known(String id, Instant createdAt, Optional<Instant> expiresAt) {}

    /** Makes a secret; of two calls at once for a third one, one gets {@link TooMany}. */
    public Addition add(String platformId, Optional<Instant> expiresAt) {
        if (platforms.find(platformId).filter(PlatformSecrets::usesSecrets).isEmpty()) {
            return new NoSecrets(platformId);
        }
        Addition addition = jdbi.inTransaction(handle -> {
            Instant now = writing.clock().instant();
            store.lock(platformId);
            List<Known> live = list(platformId);
            if (live.size() >= MOST) {
                return new TooMany(live);
            }
            Added added = new Added(writing.ids().next(), writing.ids().secret());
            store.insertSecret(
                    new PlatformStore.NewSecret(added.id(), platformId, Hash.sha256(added.value()), expiresAt), now);
            writing.audit().record(AuditEvent.of(AuditEvent.Type.PLATFORM_SECRET).code("added").platform(platformId));
            return added;
        });
        platforms.forget();
        return addition;
    }

    /** Gives a secret an end, now or later. @return whether it is the platform's */
    public boolean end(String platformId, String id, Instant at) {
        boolean known = jdbi.inTransaction(handle -> {
            boolean ended = store.endSecret(platformId, id, at);
            if (ended) {
                writing.audit().record(
                        AuditEvent.of(AuditEvent.Type.PLATFORM_SECRET).code("ended").platform(platformId));
            }
            return ended;
        });
        platforms.forget();
        return known;
    }

    /** Those that live, the oldest first. */
    public List<Known> list(String platformId) {
        Instant now = writing.clock().instant();
        return store.listKnownSecrets(platformId).stream()
                .filter(secret -> secret.expiresAt().map(now::isBefore).orElse(true))
                .toList();
    }

    private static boolean usesSecrets(Platform platform) {
        return platform.clientAuthentication()
                .filter(method -> method != ClientAuthentication.PRIVATE_KEY_JWT)
                .isPresent();
    }
}
