package dev.tamga.idp.wiring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Ten million expired rows leave without a long transaction and without a long load. */
final class CleanUpTest {
    private final AtomicLong nanos = new AtomicLong();
    private final List<Long> rests = new ArrayList<>();

    private CleanUp cleanUp(AtomicInteger... tables) {
        return new CleanUp(
                List.of(tables).stream().<IntSupplier>map(rows -> () -> batch(rows)).toList(),
                nanos::get,
                rest -> {
                    rests.add(rest);
                    nanos.addAndGet(rest);
                });
    }

    /** A batch takes 10 ms. */
    private int batch(AtomicInteger rows) {
        nanos.addAndGet(Duration.ofMillis(10).toNanos());
        int deleted = Math.min(500, rows.get());
        rows.addAndGet(-deleted);
        return deleted;
    }

    @Test
    void itRestsAsLongAsItWorks() {
        AtomicInteger rows = new AtomicInteger(1700);
        cleanUp(rows).run();
        assertThat(rows).hasValue(0);
        assertThat(rests).hasSize(3).allSatisfy(rest -> assertThat(rest).isEqualTo(Duration.ofMillis(10).toNanos()));
    }

    @Test
    void aRunEndsBeforeTheNextAndTheNextGoesOn() {
        AtomicInteger rows = new AtomicInteger(10_000_000);
        CleanUp cleanUp = cleanUp(rows);
        cleanUp.run();
        int left = rows.get();
        assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(51));
        assertThat(left).isBetween(8_000_000, 9_000_000);
        cleanUp.run();
        assertThat(rows.get()).isLessThan(left);
    }

    @Test
    void aFullTableDoesNotHoldUpTheOthers() {
        AtomicInteger full = new AtomicInteger(10_000_000);
        AtomicInteger small = new AtomicInteger(700);
        cleanUp(full, small).run();
        assertThat(small).hasValue(0);
    }
}
