package dev.tamga.idp.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * So many within so long. Windows are fixed: at the border of two of them twice as many may come, and no more than one
 * number has to be kept.
 */
public record Allowance(int most, Duration within) {
    public Allowance {
        if (most < 1 || !within.isPositive()) {
            throw new IllegalArgumentException(
                    "tamga.limit allows " + most + " in " + within + "; expected at least 1, in more than no time");
        }
    }

    /** When the window of a moment ends. */
    Instant end(Instant now) {
        long length = within.toMillis();
        return Instant.ofEpochMilli((now.toEpochMilli() / length + 1) * length);
    }
}
