package dev.tamga.idp.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import dev.tamga.idp.Race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class BucketsTest {
    // System.nanoTime overflows sooner or later: here it does during the test.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private final Buckets buckets = new Buckets(new Allowance(600, Duration.ofMinutes(1)), nanos::get);

    private int taken(String name, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += buckets.take(name).isEmpty() ? 1 : 0;
        }
        return taken;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void soManyComeAtOnceAndThenTheyComeBackEvenly() {
        assertThat(taken("a", 700)).isEqualTo(600);
        assertThat(buckets.take("a")).contains(Duration.ofMillis(100));
        pass(Duration.ofMillis(99));
        assertThat(taken("a", 1)).isZero();
        pass(Duration.ofMillis(1));
        assertThat(taken("a", 5)).isEqualTo(1);
        pass(Duration.ofSeconds(30));
        assertThat(taken("a", 700)).isEqualTo(300);
        pass(Duration.ofMinutes(5));
        assertThat(taken("a", 700)).as("never more than a minute's").isEqualTo(600);
    }

    @Test
    void everyNameHasItsOwn() {
        taken("a", 700);

        assertThat(taken("b", 700)).isEqualTo(600);
    }

    @Test
    void whoIsTurnedAwayDoesNotWaitLongerForIt() {
        taken("a", 10_000);
        pass(Duration.ofSeconds(1));

        assertThat(taken("a", 700)).isEqualTo(10);
    }

    @Test
    void lookingTakesNothing() {
        for (int i = 0; i < 700; i++) {
            assertThat(buckets.look("a")).isEmpty();
        }
        taken("a", 600);

        assertThat(buckets.look("a")).contains(Duration.ofMillis(100));
        pass(Duration.ofMillis(100));
        assertThat(buckets.look("a")).isEmpty();
    }

    @Test
    void ofManyAtOnceNoMorePass() throws Exception {
        assertThat(Race.run(50, i -> () -> taken("a", 100)).stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
    }

    @Test
    void aFloodFromAnyNumberOfAddressesTakesBoundedMemory() {
        for (int i = 0; i < 3 * Buckets.MOST_KEPT; i++) {
            buckets.take("address " + i);
        }

        assertThat(buckets.kept()).isLessThanOrEqualTo(Buckets.MOST_KEPT);
    }

    @Test
    void whatIsFullAgainIsForgotten() {
        taken("a", 600);
        pass(Duration.ofSeconds(61));

        assertThat(buckets.kept()).isZero();
    }

    @Test
    void anAllowanceOfNothingIsAMistake() {
        assertThatThrownBy(() -> new Allowance(0, Duration.ofMinutes(1))).hasMessageContaining("tamga.limit");
        assertThatThrownBy(() -> new Allowance(1, Duration.ZERO)).hasMessageContaining("tamga.limit");
    }
}
