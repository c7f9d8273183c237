package dev.tamga.ca.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one source of one CA is, as far as this process has asked it.
 *
 * @param openUntil until when it is left alone; only while {@link Breaker.State#OPEN}
 */
public record LineHealth(
        RevocationPolicy.Kind source,
        Breaker.State breaker,
        Optional<Instant> openUntil,
        Optional<Latency> latency,
        Optional<Failure> lastError) {

    /** @param average of the last dozen answers or so, the newest counting most */
    public record Latency(Duration last, Duration average, Instant at) {}

    /** @param detail for operators */
    public record Failure(String detail, Instant at) {}
}
