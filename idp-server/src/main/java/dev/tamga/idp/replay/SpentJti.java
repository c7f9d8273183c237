package dev.tamga.idp.replay;

import java.time.Clock;
import java.time.Instant;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.secret.Hash;

/**
 * The door to {@code jti} values, and what is like them, that may be used once. Callers first verify the signature or MAC
 * that they came with: nobody spends what is another's.
 */
public final class SpentJti {
    private final SpentJtiStore store;
    private final Clock clock;

    /** What an identifier was for; each has its own name space. */
    public enum Purpose {
        /** The nonce of a challenge that a key signed. */
        CHALLENGE,
        CLIENT_ASSERTION,
        DPOP_PROOF,
        REVOKED_TOKEN
    }

    public SpentJti(Jdbi jdbi, Clock clock) {
        this.store = new SpentJtiStore(jdbi);
        this.clock = clock;
    }

    /**
     * Spends it: one insert.
     *
     * @param presenter client or key within which the identifier is unique
     * @param until when the thing that carries it is refused anyway
     * @return whether nobody spent it before, on any node
     */
    public boolean spend(Purpose purpose, String presenter, String jti, Instant until) {
        return store.insert(hash(purpose, presenter, jti), until);
    }

    /** One select. */
    public boolean isSpent(Purpose purpose, String presenter, String jti) {
        return store.has(hash(purpose, presenter, jti));
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return store.deleteExpired(clock.instant());
    }

    // Lengths keep ("ab", "c") from meeting ("a", "bc").
    private static byte[] hash(Purpose purpose, String presenter, String jti) {
        return Hash.sha256(purpose + " " + presenter.length() + " " + presenter + jti);
    }
}
