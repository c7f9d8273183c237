package dev.tamga.ca.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Leaves a source alone that failed too often, and lets one question try it again after a pause. */
public final class Breaker {
    private final int most;
    private final Duration pause;
    private State state = State.CLOSED;
    private int failures;
    private Instant openUntil = Instant.EPOCH;

    /** As circuit breakers are called: closed lets everything through. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    Breaker(int most, Duration pause) {
        this.most = most;
        this.pause = pause;
    }

    synchronized State state() {
        return state;
    }

    /** Until when nobody is asked. */
    synchronized Optional<Instant> openUntil() {
        return state == State.OPEN ? Optional.of(openUntil) : Optional.empty();
    }

    /** One more question: whoever is let through reports how it went. */
    synchronized void admit(Instant now) throws Unanswered {
        if (state == State.CLOSED) {
            return;
        }
        if (state == State.HALF_OPEN) {
            throw Unanswered.paused("failed " + failures + " times in a row; one question is trying it", pause);
        }
        refuseWhileOpen(now);
        state = State.HALF_OPEN;
    }

    /** For whoever would only wait for another's question: no wait where nobody is asked. */
    synchronized void refuseWhileOpen(Instant now) throws Unanswered {
        if (state == State.OPEN && now.isBefore(openUntil)) {
            throw Unanswered.paused("failed " + failures + " times in a row; asked again at " + openUntil,
                    Duration.between(now, openUntil));
        }
    }

    /** @return whether that changed the state */
    synchronized boolean succeeded() {
        boolean changed = state != State.CLOSED;
        state = State.CLOSED;
        failures = 0;
        return changed;
    }

    /** @return whether that changed the state */
    synchronized boolean failed(Instant now) {
        failures++;
        if (state == State.OPEN || state == State.CLOSED && failures < most) {
            return false;
        }
        state = State.OPEN;
        openUntil = now.plus(pause);
        return true;
    }

    /** The question was never asked, so that it says nothing of the source: the next may try. */
    synchronized void withdrawn() {
        if (state == State.HALF_OPEN) {
            state = State.OPEN;
        }
    }
}
