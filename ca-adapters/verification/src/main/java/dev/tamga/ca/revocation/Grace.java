package dev.tamga.ca.revocation;

import java.time.Duration;

/**
 * A weakening that an operator chose and named: a certificate is let in though no source answers, for a while after a
 * source last said "good". Never one that was revoked or suspended.
 *
 * @param name in logs, metrics and audit
 * @param of whose last good answer counts
 */
public record Grace(String name, Of of, Duration afterLastGoodAnswer) {

    /** Whose last good answer counts. */
    public enum Of {
        /** This very certificate's. */
        CERTIFICATE,
        /** Any certificate's of the CA: also lets in what was never looked up. */
        CA
    }
}
