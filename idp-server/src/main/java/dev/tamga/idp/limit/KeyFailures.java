package dev.tamga.idp.limit;

import java.util.Optional;

import dev.tamga.ca.CertifiedKey;
import dev.tamga.ca.Refusal;

/**
 * Counts refusals, and forms that come back with errors, of whoever proved who he is by a key or by his session; what
 * succeeds costs no statement.
 */
public final class KeyFailures {
    private final Limits limits;

    public KeyFailures(Limits limits) {
        this.limits = limits;
    }

    /** @return the refusal itself, or that there were too many */
    public Refusal counted(Refusal refusal, CertifiedKey key) {
        return count(key).orElse(refusal);
    }

    /** The same of a subject in its own session, whichever key it holds up. */
    public Refusal counted(Refusal refusal, String subjectId) {
        return count(subjectId).orElse(refusal);
    }

    /** A form that does not fit the certificate of the key that signed it. @return that there were too many */
    public Optional<Refusal> count(CertifiedKey key) {
        return limits.refuses(Limit.KEY_FAILURES, key.issuerKeyId() + " " + key.keyNumber());
    }

    /** The same of a subject in its own session, whichever key it holds up. */
    public Optional<Refusal> count(String subjectId) {
        return limits.refuses(Limit.SUBJECT_FAILURES, subjectId);
    }
}
