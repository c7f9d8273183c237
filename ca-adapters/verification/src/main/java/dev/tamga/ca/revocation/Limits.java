package dev.tamga.ca.revocation;

import java.time.Duration;

/**
 * What one CA may cost.
 *
 * @param timeout for one exchange
 * @param budget for all exchanges of one sign-in: its user has an answer within it
 * @param concurrency exchanges with one source at a time
 * @param failures so many one after the other, and the source is left alone
 * @param pause for so long; then one question tries it again
 */
public record Limits(Duration timeout, Duration budget, int concurrency, int failures, Duration pause) {}
