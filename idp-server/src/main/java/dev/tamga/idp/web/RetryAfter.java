package dev.tamga.idp.web;

import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * When it is worth trying again (RFC 9110 §10.2.3): seconds in the header for programs, and on the page for people.
 *
 * @param unit {@code seconds}, {@code minutes} or {@code hours}, as in message keys
 * @param count rounded up: nobody comes back too early
 */
public record RetryAfter(String unit, long count) {
    private static final String ATTRIBUTE = RetryAfter.class.getName();
    private static final Duration LONGEST_IN_SECONDS = Duration.ofSeconds(90);
    private static final Duration LONGEST_IN_MINUTES = Duration.ofMinutes(90);

    /** Sets the header, and lets the error page say it. */
    public static void tell(Duration wait, HttpServletRequest request, HttpServletResponse response) {
        note(wait, request);
        tell(wait, response);
    }

    /** For controllers, which have no response at hand: {@link RetryAfterHeader} sets the header. */
    public static void note(Duration wait, HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, wait);
    }

    public static void tell(Duration wait, HttpServletResponse response) {
        response.setHeader("Retry-After", String.valueOf(roundedUp(wait, Duration.ofSeconds(1))));
    }

    public static RetryAfter of(Duration wait) {
        if (wait.compareTo(LONGEST_IN_SECONDS) <= 0) {
            return new RetryAfter("seconds", roundedUp(wait, Duration.ofSeconds(1)));
        }
        return wait.compareTo(LONGEST_IN_MINUTES) <= 0
                ? new RetryAfter("minutes", roundedUp(wait, Duration.ofMinutes(1)))
                : new RetryAfter("hours", roundedUp(wait, Duration.ofHours(1)));
    }

    static Optional<Duration> noted(HttpServletRequest request) {
        return Optional.ofNullable((Duration) request.getAttribute(ATTRIBUTE));
    }

    private static long roundedUp(Duration wait, Duration unit) {
        return Math.max(1, wait.plus(unit).minusNanos(1).dividedBy(unit));
    }
}
