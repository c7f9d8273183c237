package dev.tamga.rp;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * One refresh per refresh token: parallel requests of one session get the same answer instead of presenting a rotated
 * token a second time, which the provider takes for theft.
 */
final class Refreshes {

    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    private static final int CAPACITY = 20_000;

    interface Refresh {
        SignedIn run() throws LoginFailed;
    }

    private static final class Running {
        final FutureTask<SignedIn> task;
        final Instant startedAt;

        Running(FutureTask<SignedIn> task, Instant startedAt) {
            this.task = task;
            this.startedAt = startedAt;
        }
    }

    private final LinkedHashMap<String, Running> running = new LinkedHashMap<>();

    SignedIn once(String refreshToken, Instant now, Refresh refresh) throws LoginFailed {
        String name = Text.hash(refreshToken);
        FutureTask<SignedIn> mine = new FutureTask<>(refresh::run);
        FutureTask<SignedIn> task = join(name, mine, now);
        if (task == mine) {
            mine.run();
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            forget(name);
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoginFailed(LoginFailed.Reason.PROVIDER_UNREACHABLE, "interrupted while waiting for a refresh",
                    e);
        }
    }

    private synchronized FutureTask<SignedIn> join(String name, FutureTask<SignedIn> mine, Instant now) {
        Running other = running.get(name);
        if (other != null) {
            return other.task;
        }
        running.values().removeIf(entry -> entry.task.isDone() && entry.startedAt.plus(REMEMBERED).isBefore(now));
        if (running.size() >= CAPACITY) {
            Map.Entry<String, Running> oldest = running.entrySet().iterator().next();
            running.remove(oldest.getKey());
        }
        running.put(name, new Running(mine, now));
        return mine;
    }

    private synchronized void forget(String name) {
        running.remove(name);
    }

    private static LoginFailed failure(Throwable cause) {
        if (cause instanceof LoginFailed) {
            return (LoginFailed) cause;
        }
        if (cause instanceof RuntimeException) {
            throw (RuntimeException) cause;
        }
        throw (Error) cause;
    }
}
