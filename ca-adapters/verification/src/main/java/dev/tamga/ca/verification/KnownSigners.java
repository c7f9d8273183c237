package dev.tamga.ca.verification;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tamga.ca.SignInProof;
import dev.tamga.ca.chain.Hashes;

/**
 * Certificates that passed every step before, by the SHA-256 of their bytes: read, recognised by a CA's signature,
 * their path found. What is kept is only what cannot change while the same CA certificates are trusted; dates, profile,
 * proof and revocation are decided anew each time. Nobody gets in without a whole verification, so that a
 * stranger's certificates push nobody out. Belongs to one {@link CaDirectory}. Thread-safe.
 */
final class KnownSigners {
    // About 20 KB each, the precomputed multiples of an SM2 key included (docs/performance.md).
    private static final int MOST = 4096;

    private final int most;
    private final Map<ByteBuffer, Recognition> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Recognition> eldest) {
            return size() > most;
        }
    };

    KnownSigners() {
        this(MOST);
    }

    KnownSigners(int most) {
        this.most = most;
    }

    Optional<Recognition> find(byte[] certificate) {
        if (certificate.length > SignInProof.MAX_CERTIFICATE_BYTES) {
            return Optional.empty();
        }
        ByteBuffer name = name(certificate);
        synchronized (known) {
            return Optional.ofNullable(known.get(name));
        }
    }

    /** Keeps what a whole verification began with. */
    void remember(byte[] certificate, Recognition recognised) {
        ByteBuffer name = name(certificate);
        synchronized (known) {
            known.putIfAbsent(name, recognised);
        }
    }

    int size() {
        synchronized (known) {
            return known.size();
        }
    }

    private static ByteBuffer name(byte[] certificate) {
        return ByteBuffer.wrap(Hashes.sha256(certificate));
    }
}
