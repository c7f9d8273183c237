package dev.tamga.ca.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How one source has been answering lately. */
final class Pulse {
    // Each answer counts for an eighth: the average follows within a dozen answers.
    private static final int WEIGHT = 8;

    private Duration last;
    private Duration average;
    private Instant answeredAt;
    private String error;
    private Instant failedAt;

    synchronized void answered(Duration took, Instant now) {
        last = took;
        average = average == null ? took : average.plus(took.minus(average).dividedBy(WEIGHT));
        answeredAt = now;
    }

    synchronized void failed(String why, Instant now) {
        error = why;
        failedAt = now;
    }

    synchronized LineHealth health(RevocationPolicy.Kind source, Breaker breaker) {
        return new LineHealth(
                source,
                breaker.state(),
                breaker.openUntil(),
                Optional.ofNullable(last).map(took -> new LineHealth.Latency(took, average, answeredAt)),
                Optional.ofNullable(error).map(why -> new LineHealth.Failure(why, failedAt)));
    }
}
