package dev.tamga.idp.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * A letter in the outbox and what became of it.
 *
 * @param nextAttempt empty once it is delivered or given up
 */
public record SentMail(
        String id, Letter letter, Instant createdAt, int attempts, Optional<String> lastOutcome,
        Optional<Instant> nextAttempt, Optional<Instant> deliveredAt) {}
