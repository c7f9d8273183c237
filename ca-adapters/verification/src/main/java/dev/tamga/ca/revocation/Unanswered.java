package dev.tamga.ca.revocation;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tamga.ca.fetch.Fetcher;

/** A source gave no usable answer: never "good", never "revoked". The message is for operators. */
public final class Unanswered extends Exception {
    private static final long serialVersionUID = 1;

    /** What that says of the source itself. */
    enum Cause {
        /** The certificate names no such source: nothing to be warned of. */
        NOT_NAMED,
        /** Nobody was asked. */
        NOT_ASKED,
        /** It is not asked for a while, because it failed too often. */
        PAUSED,
        /** It answered that it has nothing for this question: that says nothing of any other. */
        REFUSED,
        /** It did not answer: no connection, too slow, an error. */
        UNREACHABLE,
        /** It answered, and the answer is not to be believed or says nothing. */
        UNUSABLE
    }

    private final Cause why;
    private final Duration retryAfter;

    /** An answer came and is of no use. */
    public Unanswered(String message) {
        this(message, Cause.UNUSABLE, null);
    }

    private Unanswered(String message, Cause why, Duration retryAfter) {
        super(message, null, false, false);
        this.why = why;
        this.retryAfter = retryAfter;
    }

    static Unanswered notNamed(String message) {
        return new Unanswered(message, Cause.NOT_NAMED, null);
    }

    static Unanswered notAsked(String message) {
        return new Unanswered(message, Cause.NOT_ASKED, null);
    }

    static Unanswered refused(String message) {
        return new Unanswered(message, Cause.REFUSED, null);
    }

    /** Of an exchange that failed: one certificate's odd address is no outage. */
    static Unanswered of(IOException failure) {
        return failure instanceof Fetcher.OtherStatus other && !other.isOutage()
                ? refused(failure.getMessage())
                : unreachable(failure.getMessage());
    }

    static Unanswered unreachable(String message) {
        return new Unanswered(message, Cause.UNREACHABLE, null);
    }

    static Unanswered paused(String message, Duration retryAfter) {
        return new Unanswered(message, Cause.PAUSED, retryAfter);
    }

    /** Of several that one source asked after each other: what says most of the source. */
    static Unanswered ofAll(List<Unanswered> failures) {
        String message = failures.stream().map(Throwable::getMessage).collect(Collectors.joining(", "));
        Cause why = failures.stream().map(Unanswered::why).max(Comparator.naturalOrder()).orElse(Cause.NOT_NAMED);
        return new Unanswered(message, why == Cause.UNUSABLE && has(failures, Cause.UNREACHABLE)
                ? Cause.UNREACHABLE : why, null);
    }

    private static boolean has(List<Unanswered> failures, Cause why) {
        return failures.stream().anyMatch(failure -> failure.why == why);
    }

    Cause why() {
        return why;
    }

    /** When it is asked again. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether somebody was asked, so that operators see it as the source's last error. */
    boolean isAsked() {
        return why.compareTo(Cause.REFUSED) >= 0;
    }

    boolean isFault() {
        return why != Cause.NOT_NAMED;
    }
}
