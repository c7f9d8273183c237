package dev.tamga.ca.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tamga.ca.chain.CertificateView;

/**
 * A verified OCSP answer.
 *
 * @param nextUpdate when the responder will know more; empty where it answers anew each time
 * @param delegate the responder's certificate, where nothing yet says that it is not revoked itself
 */
record OcspReading(Answer answer, Optional<Instant> nextUpdate, Optional<CertificateView> delegate) {
    // RFC 6960 §2.4: no nextUpdate says that newer information is available all the time.
    private static final Duration WITHOUT_NEXT_UPDATE = Duration.ofMinutes(5);
    // Whoever had a suspension lifted at the CA's desk comes back at once.
    private static final Duration ON_HOLD = Duration.ofMinutes(1);

    /** How long this answers for the certificate without asking again. */
    Instant usableUntil(OcspRules rules, Instant now) {
        Instant until = earlier(now.plus(rules.cache()), nextUpdate.orElse(now.plus(WITHOUT_NEXT_UPDATE)));
        until = earlier(until, answer.thisUpdate().plus(rules.maxAge()));
        return answer.status() == Answer.Status.ON_HOLD ? earlier(until, now.plus(ON_HOLD)) : until;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
