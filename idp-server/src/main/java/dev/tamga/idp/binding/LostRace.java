package dev.tamga.idp.binding;

import java.sql.SQLException;
import java.util.function.Supplier;

import org.jdbi.v3.core.JdbiException;

/** What may be bound once is decided by unique indexes: whoever loses a race looks again, and finds what it lost to. */
final class LostRace {
    private static final int ATTEMPTS = 3;

    private LostRace() {}

    /** @param transaction a whole one: a part of another cannot be tried again */
    static <T> T retry(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS || !isOne(e)) {
                    throw e;
                }
            }
        }
    }

    /** Class 23: a unique index; class 40: deadlock or serialisation; HYT00 (H2), 1205 (MySQL): waited for a lock. */
    private static boolean isOne(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return state.startsWith("23") || state.startsWith("40") || state.equals("HYT00")
                        || sql.getErrorCode() == 1205;
            }
        }
        return false;
    }
}
