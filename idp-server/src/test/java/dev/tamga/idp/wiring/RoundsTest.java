package dev.tamga.idp.wiring;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class RoundsTest {
    @Test
    void aRoundUnderWayAtTheEndIsNotInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicReference<String> ended = new AtomicReference<>("not at all");
        Rounds rounds = new Rounds(1).every(Duration.ofMillis(1), () -> {
            begun.countDown();
            try {
                mayEnd.await();
                ended.set("by itself");
            } catch (InterruptedException e) {
                ended.set("by an interrupt");
            }
        });
        begun.await();

        Thread closing = Thread.ofPlatform().start(rounds::close);
        while (closing.isAlive() && closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        mayEnd.countDown();
        closing.join();

        assertThat(ended.get()).isEqualTo("by itself");
    }

    @Test
    void aFaultEndsNoRound() throws Exception {
        CountDownLatch thrice = new CountDownLatch(3);
        try (Rounds rounds = new Rounds(1)) {
            rounds.every(Duration.ofMillis(1), () -> {
                thrice.countDown();
                throw new IllegalStateException("the database is away");
            });
            thrice.await();
        }
    }
}
