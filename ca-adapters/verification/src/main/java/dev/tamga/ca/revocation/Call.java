package dev.tamga.ca.revocation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One question on its way to a source, and all who wait for its answer. */
final class Call {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final AtomicBoolean judged = new AtomicBoolean();
    private final Deadline deadline;

    Call(Deadline deadline) {
        this.deadline = deadline;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Whether nobody has judged the source by this call yet: a call counts once, however many wait for it. */
    boolean isFirstToJudge() {
        return judged.compareAndSet(false, true);
    }

    void answer(Answer given) {
        answer.complete(given);
    }

    void fail(Unanswered why) {
        answer.completeExceptionally(why);
    }

    /** @throws TimeoutException if there is no answer within so long; the call itself goes on */
    Answer await(Duration within) throws Unanswered, TimeoutException {
        try {
            return answer.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unanswered why) {
                throw why;
            }
            throw new IllegalStateException("a source failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unanswered.notAsked("the wait was interrupted");
        }
    }
}
