package dev.tamga.idp.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tamga.idp.Race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class SharedCommitTest {
    private final List<List<Integer>> commits = Collections.synchronizedList(new ArrayList<>());

    @Test
    void nobodyWaitsForCompany() {
        SharedCommit<Integer> shared = new SharedCommit<>(commits::add);
        shared.write(1);
        shared.write(2);
        assertThat(commits).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void whoComesWhileAnotherWritesIsWrittenTogetherByTheNext() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        SharedCommit<Integer> shared = new SharedCommit<>(items -> {
            commits.add(items);
            if (commits.size() == 1) {
                begun.countDown();
                await(slow);
            }
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Future<?> first = threads.submit(() -> shared.write(0));
            begun.await();
            CountDownLatch asking = new CountDownLatch(3);
            List<Future<?>> others = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                int item = i;
                others.add(threads.submit(() -> {
                    asking.countDown();
                    shared.write(item);
                }));
            }
            asking.await();
            assertThat(others).noneMatch(Future::isDone);
            slow.countDown();
            first.get();
            for (Future<?> other : others) {
                other.get();
            }
        }
        assertThat(commits.stream().flatMap(List::stream).toList()).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(commits).hasSizeLessThanOrEqualTo(4).first().isEqualTo(List.of(0));
    }

    @Test
    void eachIsWrittenOnceAndReturnsAfterItsCommit() throws Exception {
        Set<Integer> written = ConcurrentHashMap.newKeySet();
        SharedCommit<Integer> shared = new SharedCommit<>(items -> {
            commits.add(items);
            written.addAll(items);
        });
        List<Boolean> seen = Race.run(300, i -> () -> {
            shared.write(i);
            return written.contains(i);
        });
        assertThat(seen).containsOnly(true);
        assertThat(commits.stream().flatMap(List::stream).sorted().toList())
                .isEqualTo(IntStream.range(0, 300).boxed().toList());
        assertThat(commits).allSatisfy(commit -> assertThat(commit).hasSizeBetween(1, 100));
    }

    @Test
    void whatWasNotWrittenIsToldToWhoeverAskedForIt() {
        SharedCommit<Integer> shared = new SharedCommit<>(items -> {
            throw new IllegalStateException("the disk is full");
        });
        assertThatThrownBy(() -> shared.write(1)).hasMessage("the disk is full");
        assertThatThrownBy(() -> shared.write(2)).hasMessage("the disk is full");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
