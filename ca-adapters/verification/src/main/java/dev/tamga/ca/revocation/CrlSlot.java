package dev.tamga.ca.revocation;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.ca.crl.Crl;

/** What is known of one address: the newest good CRL, who fetches now, and when to fetch again. Thread-safe. */
final class CrlSlot {
    private static final Logger LOG = LoggerFactory.getLogger(CrlSlot.class);
    // One failure answers for all who ask meanwhile: nobody queues for one time limit after the other.
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;

    private final CrlAddress address;
    private volatile Crl kept;
    private CrlOrder order;
    private Instant askedAt = Instant.MIN;
    private Instant refreshAt = Instant.MAX;
    private CompletableFuture<Crl> running;
    private boolean isDiskRead;
    private Unanswered failure;
    private Instant failedAt;
    private int failures;

    CrlSlot(CrlAddress address) {
        this.address = address;
    }

    CrlAddress address() {
        return address;
    }

    Optional<Crl> kept() {
        return Optional.ofNullable(kept);
    }

    /** Whether somebody tried to get it, with or without success. */
    synchronized boolean isTried() {
        return kept != null || failures > 0;
    }

    /** What is kept of a certificate that the address's issuer issued. */
    Optional<Crl.Entry> entry(BigInteger serial) {
        return order().flatMap(asked -> kept()
                .flatMap(crl -> crl.find(asked.question().issuer().subject().x500(), serial)));
    }

    /** What answers without asking anybody. */
    Optional<Crl> fresh(Duration maxAge, Instant now) {
        return kept().filter(crl -> !CrlDates.isDue(crl, maxAge, now)).filter(crl -> isUsable(crl, maxAge, now));
    }

    /** What may still answer where the next CRL cannot be had: clocks differ a little. */
    Optional<Crl> usable(Duration maxAge, Instant now) {
        return kept().filter(crl -> isUsable(crl, maxAge, now));
    }

    synchronized void asked(CrlOrder wanted, Instant now) {
        order = wanted;
        askedAt = now;
    }

    synchronized Optional<CrlOrder> order() {
        return Optional.ofNullable(order);
    }

    /** Whether the next CRL is to be fetched, for somebody asked for this one lately. */
    synchronized boolean isDue(Instant now, Duration idle) {
        return running == null && !now.isBefore(refreshAt) && askedAt.plus(idle).isAfter(now);
    }

    /** The fetch that goes on, or this one from now on. */
    synchronized CompletableFuture<Crl> join(CompletableFuture<Crl> mine) {
        running = running == null ? mine : running;
        return running;
    }

    synchronized void left(CompletableFuture<Crl> mine) {
        running = running == mine ? null : running;
    }

    synchronized boolean isFirstLook() {
        boolean first = !isDiskRead;
        isDiskRead = true;
        return first;
    }

    /** The last failure while it answers for others. */
    synchronized Optional<Unanswered> pause(Instant now) {
        return Optional.ofNullable(failure).filter(why -> now.isBefore(failedAt.plus(PAUSE)));
    }

    synchronized void failed(Unanswered why, Instant now, RandomGenerator random) {
        failure = why;
        failedAt = now;
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
        refreshAt = now.plusMillis((long) (wait.toMillis() * random.nextDouble(0.75, 1.25)));
    }

    /** Takes a verified and fresh CRL, unless it is an older one than what is kept. */
    synchronized void take(Crl crl, Duration maxAge, Instant now, RandomGenerator random) throws Unanswered {
        if (kept != null && crl.isOlderThan(kept)) {
            boolean isEarlier = crl.header().thisUpdate().isBefore(kept.header().thisUpdate());
            if (isEarlier || isUsable(kept, maxAge, now)) {
                throw new Unanswered("the CRL is older than the one that is kept: " + named(crl)
                        + ", expected at least " + named(kept));
            }
            LOG.warn("{}: the CA began to number its CRLs anew: {} after {}", address, named(crl), named(kept));
        }
        kept = crl;
        failure = null;
        failures = 0;
        refreshAt = CrlDates.next(crl, maxAge, now, random);
    }

    /** Takes what was kept over a restart, stale or not: nothing older will replace it. */
    synchronized void remember(Crl crl, Duration maxAge, Instant now, RandomGenerator random) {
        kept = crl;
        refreshAt = CrlDates.next(crl, maxAge, now, random);
    }

    private static boolean isUsable(Crl crl, Duration maxAge, Instant now) {
        try {
            CrlDates.check(crl, maxAge, now);
            return true;
        } catch (Unanswered e) {
            return false;
        }
    }

    private static String named(Crl crl) {
        return "number " + crl.header().number().map(Object::toString).orElse("none")
                + " of " + crl.header().thisUpdate();
    }
}
