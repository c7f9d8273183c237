package dev.tamga.ca.revocation;

import java.time.Instant;

/**
 * What one source says of one certificate. A source that cannot say it throws instead.
 *
 * @param thisUpdate when the CA said so
 */
public record Answer(RevocationPolicy.Kind source, Status status, String reason, Instant thisUpdate) {

    /** RFC 5280 §5.3.1: certificateHold may be lifted again, everything else is for ever. */
    public enum Status {
        GOOD,
        ON_HOLD,
        REVOKED
    }

    private static final int CERTIFICATE_HOLD = 6;
    private static final int REMOVE_FROM_CRL = 8;
    /** No reason was given. */
    static final int UNSPECIFIED = 0;

    static Answer good(RevocationPolicy.Kind source, Instant thisUpdate) {
        return new Answer(source, Status.GOOD, "", thisUpdate);
    }

    /** Of two reasons the one that cannot be taken back. */
    static int graver(int one, int other) {
        return one == CERTIFICATE_HOLD ? other : one;
    }

    /** @param reason RFC 5280 §5.3.1 */
    static Answer revoked(RevocationPolicy.Kind source, int reason, Instant thisUpdate) throws Unanswered {
        return switch (reason) {
            // RFC 5280 §5.3.1: only a delta CRL may say so.
            case REMOVE_FROM_CRL -> throw new Unanswered("removeFromCRL stands outside a delta CRL");
            case CERTIFICATE_HOLD -> new Answer(source, Status.ON_HOLD, "certificateHold", thisUpdate);
            default -> new Answer(source, Status.REVOKED, "reason " + reason, thisUpdate);
        };
    }

    /**
     * Of two that disagree the one to believe: revoked is for ever, so it wins whoever says it; a suspension may have
     * been imposed or lifted between the two, so the later word counts, and the graver of two at one time.
     */
    Answer or(Answer other) {
        if (status == other.status) {
            return this;
        }
        if (status == Status.REVOKED || other.status == Status.REVOKED) {
            return status == Status.REVOKED ? this : other;
        }
        if (thisUpdate.equals(other.thisUpdate)) {
            return status == Status.ON_HOLD ? this : other;
        }
        return thisUpdate.isAfter(other.thisUpdate) ? this : other;
    }
}
