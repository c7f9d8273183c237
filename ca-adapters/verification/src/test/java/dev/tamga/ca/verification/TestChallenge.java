package dev.tamga.ca.verification;

import java.time.Instant;

import dev.tamga.ca.Challenge;

/** Challenges for tests. */
public final class TestChallenge {
    private TestChallenge() {}

    public static Challenge at(Instant now) {
        return of(Challenge.Purpose.SIGN_IN, "http://localhost:9000", "n", now);
    }

    public static Challenge of(Challenge.Purpose purpose, String origin, String nonce, Instant now) {
        return new Challenge(
                purpose,
                origin,
                nonce.repeat(43),
                Instant.ofEpochSecond(now.getEpochSecond() + 300),
                Challenge.NOTHING);
    }
}
