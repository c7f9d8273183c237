package dev.tamga.ca.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Whether an answer's dates hold now. */
final class Freshness {
    private Freshness() {}

    /** @param nextUpdate null where the answer does not say it; then the maximum age alone decides */
    static void check(Instant thisUpdate, Date nextUpdate, Duration maxAge, Instant now) throws Unanswered {
        if (thisUpdate.isAfter(now.plus(RevocationPolicy.CLOCK_SKEW))) {
            throw new Unanswered("the answer is of the future: thisUpdate " + thisUpdate);
        }
        if (thisUpdate.plus(maxAge).isBefore(now)) {
            throw new Unanswered("the answer is stale: thisUpdate " + thisUpdate + ", max-age " + maxAge);
        }
        if (nextUpdate != null && nextUpdate.toInstant().plus(RevocationPolicy.CLOCK_SKEW).isBefore(now)) {
            throw new Unanswered("the answer is stale: nextUpdate " + nextUpdate.toInstant());
        }
    }
}
