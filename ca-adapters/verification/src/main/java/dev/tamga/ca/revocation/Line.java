package dev.tamga.ca.revocation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.ca.CaId;

/**
 * The way to one source of one CA: threads of its own, so that a CA that hangs holds no other's; one exchange for all who
 * ask for the same certificate; a limit of how many wait; and a breaker. Who waits leaves when his time is up, whatever
 * the source does.
 */
final class Line {
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final int IDLE_SECONDS = 60;
    // Who would stand further back in the queue than this is told so at once.
    private static final int WAITING_PER_EXCHANGE = 32;

    private final CaId ca;
    private final RevocationSource source;
    private final RevocationEvents events;
    private final Breaker breaker;
    private final Pulse pulse = new Pulse();
    private final Semaphore waiting;
    private final ThreadPoolExecutor threads;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();

    Line(RevocationPolicy policy, RevocationSource source, RevocationEvents events) {
        this.ca = policy.ca();
        this.source = source;
        this.events = events;
        Limits limits = policy.limits();
        this.breaker = new Breaker(limits.failures(), limits.pause());
        int most = limits.concurrency() * WAITING_PER_EXCHANGE;
        this.waiting = new Semaphore(most);
        this.threads = threads(ca + "-" + source.kind(), limits.concurrency(), most);
    }

    private static ThreadPoolExecutor threads(String name, int count, int most) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(most), work -> {
                    Thread thread = new Thread(work, "revocation-" + name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    LineHealth health() {
        return pulse.health(source.kind(), breaker);
    }

    /** @param most longest wait, within what the deadline leaves */
    Answer ask(Question question, Deadline deadline, Duration most) throws Unanswered {
        if (!waiting.tryAcquire()) {
            throw Unanswered.notAsked("too many wait for this CA already");
        }
        Call call = null;
        try {
            call = join(question, deadline);
            Duration left = deadline.left();
            return call.await(left.compareTo(most) < 0 ? left : most);
        } catch (TimeoutException e) {
            String late = "no answer within " + most.toMillis() + " ms";
            judge(call, Unanswered.unreachable(late));
            throw Unanswered.unreachable(late);
        } finally {
            waiting.release();
        }
    }

    private Call join(Question question, Deadline deadline) throws Unanswered {
        String key = question.key();
        Call mine = new Call(deadline);
        Call there = calls.putIfAbsent(key, mine);
        if (there != null) {
            breaker.refuseWhileOpen(deadline.now());
            return there;
        }
        try {
            breaker.admit(deadline.now());
            threads.execute(() -> run(key, mine, question));
            return mine;
        } catch (Unanswered e) {
            calls.remove(key, mine);
            mine.fail(e);
            throw e;
        } catch (RejectedExecutionException e) {
            calls.remove(key, mine);
            Unanswered full = Unanswered.notAsked("too many questions wait for this CA already");
            judge(mine, full);
            mine.fail(full);
            throw full;
        }
    }

    private void run(String key, Call call, Question question) {
        try {
            Answer answer = answer(call, question);
            // First forgotten, then answered: who asks a moment later asks anew and is not given an answer of the past.
            calls.remove(key, call);
            call.answer(answer);
        } catch (Unanswered e) {
            calls.remove(key, call);
            judge(call, e);
            call.fail(e);
        } catch (RuntimeException e) {
            LOG.error("ca {}: {} failed", ca, source.kind(), e);
            judge(call, Unanswered.unreachable("the source failed: " + e.getClass().getSimpleName()));
        } finally {
            // Also after an Error: nobody waits for a thread that is gone, and the next question is a new one.
            calls.remove(key, call);
            call.fail(Unanswered.unreachable("the source failed"));
        }
    }

    private Answer answer(Call call, Question question) throws Unanswered {
        if (call.deadline().isOver()) {
            throw Unanswered.notAsked("nobody waits for it any more");
        }
        // Another's exchange may have ended between this one's look into the memory and its place in the line.
        Optional<Answer> known = source.known(question, call.deadline().from());
        if (known.isPresent()) {
            if (call.isFirstToJudge()) {
                breaker.withdrawn();
            }
            return known.get();
        }
        long start = System.nanoTime();
        Answer answer = source.ask(question, call.deadline().from());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        events.answered(ca, source.kind(), took);
        pulse.answered(took, call.deadline().now());
        if (call.isFirstToJudge()) {
            closed();
        }
        return answer;
    }

    /** What a failed call says of the source. */
    private void judge(Call call, Unanswered why) {
        if (!call.isFirstToJudge()) {
            return;
        }
        if (why.isAsked()) {
            events.failed(ca, source.kind());
            pulse.failed(why.getMessage(), call.deadline().now());
        }
        switch (why.why()) {
            case UNREACHABLE -> failed(call, why);
            case UNUSABLE -> closed();
            case NOT_NAMED, NOT_ASKED, PAUSED, REFUSED -> breaker.withdrawn();
        }
    }

    private void failed(Call call, Unanswered why) {
        if (breaker.failed(call.deadline().now())) {
            LOG.warn("ca {}: {} is left alone until {}: {}", ca, source.kind(),
                    breaker.openUntil().orElse(null), why.getMessage());
            events.turned(ca, source.kind(), Breaker.State.OPEN);
        }
    }

    private void closed() {
        if (breaker.succeeded()) {
            LOG.info("ca {}: {} answers again", ca, source.kind());
            events.turned(ca, source.kind(), Breaker.State.CLOSED);
        }
    }
}
