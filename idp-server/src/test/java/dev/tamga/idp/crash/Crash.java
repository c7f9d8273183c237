package dev.tamga.idp.crash;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tamga.idp.performance.CountedRequests;

/**
 * As if the process died at the n-th step that requests take in the database: that step and all that follow fail, what
 * was not committed is rolled back. Steps are statements and commits; right after a commit is one too.
 */
final class Crash implements CountedRequests.Gate {
    private final CountedRequests requests;
    private int left;

    Crash(CountedRequests requests) {
        this.requests = requests;
    }

    /**
     * @param step counted from 1
     * @return what the action answered, or how it failed; empty where it takes fewer steps and so went through
     */
    Optional<String> at(int step, Callable<String> action) throws Exception {
        left = step;
        requests.put(this);
        try {
            String answer = action.call();
            return isDead() ? Optional.of(answer) : Optional.empty();
        } catch (Exception | AssertionError e) {
            if (!isDead()) {
                throw e;
            }
            return Optional.of(e + ", " + e.getCause());
        } finally {
            requests.put(null);
        }
    }

    private synchronized boolean isDead() {
        return left <= 0;
    }

    @Override
    public synchronized void step(String sql) throws SQLException {
        left--;
        if (isDead()) {
            // SQL:2023 class 08: connection exception.
            throw new SQLNonTransientConnectionException("the process died here", "08006");
        }
    }
}
