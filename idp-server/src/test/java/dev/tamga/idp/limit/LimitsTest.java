package dev.tamga.idp.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.Refusal;
import dev.tamga.idp.MovableClock;
import dev.tamga.idp.Race;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestLimits;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
final class LimitsTest {
    private final TestDatabase database = TestDatabase.open();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T01:05:00Z"));
    private final Limits limits = TestLimits.of(database.jdbi(), clock, 3);

    @AfterEach
    void close() {
        database.close();
    }

    private int rows() {
        return database.jdbi().withHandle(handle ->
                handle.createQuery("select count(*) from counted_attempt").mapTo(Integer.class).one());
    }

    @Test
    void oneTooManyIsToldWhenTheWindowEnds() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.count(Limit.STATUS_LOOKUPS, "20261121-0001")).isEmpty();
        }
        clock.move(Duration.ofMinutes(1));

        assertThat(limits.count(Limit.STATUS_LOOKUPS, "20261121-0001")).contains(Duration.ofMinutes(9));
        clock.move(Duration.ofMinutes(9));
        assertThat(limits.count(Limit.STATUS_LOOKUPS, "20261121-0001")).as("the next window").isEmpty();
    }

    @Test
    void everyLimitCountsEverybodyForHimself() {
        for (int i = 0; i < 4; i++) {
            limits.count(Limit.STATUS_LOOKUPS, "one");
        }

        assertThat(limits.count(Limit.STATUS_LOOKUPS, "other")).isEmpty();
        assertThat(limits.count(Limit.UNBINDING_REQUESTS, "one")).isEmpty();
        assertThat(limits.count(Limit.STATUS_LOOKUPS, "one")).isPresent();
    }

    @Test
    void aSubjectsRefusalsCountWhicheverKeyItHoldsUp() {
        KeyFailures failures = new KeyFailures(limits);
        Refusal mismatch = new Refusal.NameMismatch("another name");
        for (int i = 0; i < 3; i++) {
            assertThat(failures.counted(mismatch, "subject-1")).isEqualTo(mismatch);
        }

        assertThat(failures.counted(mismatch, "subject-1").code()).isEqualTo("rate-limited");
        assertThat(failures.counted(mismatch, "subject-2")).isEqualTo(mismatch);
    }

    @Test
    void aRefusalSaysWhichLimitAndHowLongAndNotWho() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.refuses(Limit.UNBINDING_REQUESTS, "applicant@example.cn")).isEmpty();
        }
        Optional<Refusal> refusal = limits.refuses(Limit.UNBINDING_REQUESTS, "applicant@example.cn");

        assertThat(refusal).hasValueSatisfying(limited -> {
            assertThat(limited.code()).isEqualTo("rate-limited");
            assertThat(limited.detail()).isEqualTo("unbinding-requests: more than 3 in PT15M");
            assertThat(((Refusal.RateLimited) limited).retryAfter()).contains(Duration.ofMinutes(10));
        });
    }

    @Test
    void ofFiftyAtOnceNoMoreThanAllowedPass() throws Exception {
        List<Optional<Duration>> answers = Race.run(50, i -> () -> limits.count(Limit.KEY_FAILURES, "key"));

        assertThat(answers.stream().filter(Optional::isEmpty)).hasSize(3);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void whatHasEndedLeavesInBatches() {
        for (int i = 0; i < 501; i++) {
            limits.count(Limit.KEY_FAILURES, "key " + i);
        }
        assertThat(limits.deleteExpired()).as("still counts").isZero();
        clock.move(Duration.ofMinutes(11));

        assertThat(limits.deleteExpired()).isEqualTo(500);
        assertThat(limits.deleteExpired()).isEqualTo(1);
    }
}
