package dev.tamga.sample.demo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** All child JVMs: when one dies the demo is over, when the demo is over all die. */
final class Children {

    private final List<Child> children = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Child> dead = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    void add(Child child) {
        children.add(child);
        child.process().onExit().thenRun(() -> dead.complete(child));
        if (stopping.getCount() == 0) {
            child.askToStop();
        }
    }

    /** Fails if one died already. */
    void checkAlive() throws DemoFault, InterruptedException {
        if (dead.isDone()) {
            mourn(dead.join());
        }
    }

    /** Returns only by the death of a child. */
    void awaitDeath() throws DemoFault, InterruptedException {
        mourn(dead.join());
    }

    // Ctrl-C reaches launcher and children at once: a child that is quicker did not die of itself.
    private void mourn(Child child) throws DemoFault, InterruptedException {
        if (!stopping.await(1, TimeUnit.SECONDS)) {
            throw new DemoFault(child.obituary());
        }
    }

    /** Asks all, then waits for all. */
    void stop() {
        stopping.countDown();
        children.forEach(Child::askToStop);
        for (Child child : children) {
            try {
                child.ensureStopped();
            } catch (InterruptedException e) {
                child.process().destroyForcibly();
            }
        }
    }
}
