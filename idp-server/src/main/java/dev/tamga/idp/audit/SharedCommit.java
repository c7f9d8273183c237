package dev.tamga.idp.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Has what several requests write at the same time committed together: whoever comes first writes, whoever comes
 * meanwhile is written by the next. Nobody waits for company, and each returns once what it wrote is on the disk.
 *
 * @param <T> what is written
 */
final class SharedCommit<T> {
    private static final int MOST = 100;

    private final Lock writing = new ReentrantLock();
    private final Queue<Waiting<T>> queue = new ConcurrentLinkedQueue<>();
    private final Consumer<List<T>> writer;

    /** @param writer writes all in one transaction */
    SharedCommit(Consumer<List<T>> writer) {
        this.writer = writer;
    }

    /** Guarded by {@link #writing}. */
    private static final class Waiting<T> {
        private final T item;
        private boolean written;
        private RuntimeException failure;

        Waiting(T item) {
            this.item = item;
        }
    }

    /** @throws RuntimeException of the writer, which then wrote nothing of what it was given */
    void write(T item) {
        Waiting<T> mine = new Waiting<>(item);
        queue.add(mine);
        // Where every processor is busy, requests that are nearly here come first: H2 writes without ever letting go of one.
        Thread.yield();
        writing.lock();
        try {
            // More may be waiting than are written at a time.
            while (!mine.written && mine.failure == null) {
                writeNext();
            }
        } finally {
            writing.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    private void writeNext() {
        List<Waiting<T>> together = new ArrayList<>();
        for (Waiting<T> next = queue.poll(); next != null; next = together.size() < MOST ? queue.poll() : null) {
            together.add(next);
        }
        try {
            writer.accept(together.stream().map(waiting -> waiting.item).toList());
            together.forEach(waiting -> waiting.written = true);
        } catch (RuntimeException e) {
            together.forEach(waiting -> waiting.failure = e);
        }
    }
}
