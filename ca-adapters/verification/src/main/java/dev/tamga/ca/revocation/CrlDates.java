package dev.tamga.ca.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.random.RandomGenerator;

import dev.tamga.ca.crl.Crl;

/** When a CRL may be used, and when the next one is fetched. */
final class CrlDates {
    /** However long a CRL says that it lasts, what the CA revoked meanwhile is learnt within so long. */
    private static final Duration AT_LATEST = Duration.ofHours(4);
    private static final Duration AT_SOONEST = Duration.ofSeconds(30);

    private CrlDates() {}

    /** RFC 5280 §5.1.2.5 demands nextUpdate; without it a CRL would last for ever. */
    static void check(Crl crl, Duration maxAge, Instant now) throws Unanswered {
        Instant nextUpdate = crl.header().nextUpdate()
                .orElseThrow(() -> new Unanswered("the CRL has no nextUpdate"));
        Freshness.check(crl.header().thisUpdate(), Date.from(nextUpdate), maxAge, now);
    }

    /** Whether a newer CRL should be there already. */
    static boolean isDue(Crl crl, Duration maxAge, Instant now) {
        return !now.isBefore(end(crl, maxAge));
    }

    /**
     * When to look for the next CRL: at a random moment before half of what is left to this one is over, so that many
     * servers do not ask at once and there is time for another attempt.
     */
    static Instant next(Crl crl, Duration maxAge, Instant now, RandomGenerator random) {
        Duration left = Duration.between(now, end(crl, maxAge));
        Duration whole = left.compareTo(AT_LATEST.multipliedBy(2)) > 0 ? AT_LATEST.multipliedBy(2) : left;
        Duration wait = Duration.ofMillis((long) (whole.toMillis() * random.nextDouble(0.35, 0.5)));
        return now.plus(wait.compareTo(AT_SOONEST) < 0 ? AT_SOONEST : wait);
    }

    private static Instant end(Crl crl, Duration maxAge) {
        Instant stale = crl.header().thisUpdate().plus(maxAge);
        return crl.header().nextUpdate().filter(next -> next.isBefore(stale)).orElse(stale);
    }
}
