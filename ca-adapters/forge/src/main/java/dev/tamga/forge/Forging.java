package dev.tamga.forge;

import java.util.concurrent.Callable;

/** Forging has no expected failures: whatever goes wrong is a mistake of the caller or of ours. */
final class Forging {
    private Forging() {}

    static <T> T of(Callable<T> step) {
        try {
            return step.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("forging failed: " + e.getMessage(), e);
        }
    }
}
