package dev.tamga.idp.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * One message to a platform, as the delivery log tells it.
 *
 * @param lastOutcome HTTP status of the last answer, or what went wrong
 * @param nextAttempt empty once it is delivered or given up
 */
public record Delivery(
        String id,
        String platformId,
        String sessionId,
        Instant createdAt,
        int attempts,
        Optional<String> lastOutcome,
        Optional<Instant> lastAt,
        Optional<Instant> nextAttempt,
        Optional<Instant> deliveredAt) {

    /** How far it came. */
    public enum State {
        PENDING,
        DELIVERED,
        GIVEN_UP
    }

    public State state() {
        if (deliveredAt.isPresent()) {
            return State.DELIVERED;
        }
        return nextAttempt.isPresent() ? State.PENDING : State.GIVEN_UP;
    }
}
