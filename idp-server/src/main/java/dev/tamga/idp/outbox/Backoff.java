package dev.tamga.idp.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a message waits after a failed attempt: 5 s, doubling to 30 min, a fifth more or less by chance. */
public record Backoff(RandomGenerator random) {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** @param attempts so far, at least one */
    public Duration after(int attempts) {
        long doubled = FIRST.toMillis() << Math.min(attempts - 1, 20);
        long waits = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis(Math.round(waits * random.nextDouble(0.8, 1.2)));
    }
}
