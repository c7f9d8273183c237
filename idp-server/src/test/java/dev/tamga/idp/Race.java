package dev.tamga.idp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs attempts that start together. */
public final class Race {
    private Race() {}

    /** @param attempt from its number to what it does */
    public static <T> List<T> run(int attempts, IntFunction<Callable<T>> attempt) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(attempts)) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < attempts; i++) {
                Callable<T> work = attempt.apply(i);
                running.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
