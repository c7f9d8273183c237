package dev.tamga.idp.secret;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.tamga.idp.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;

final class IdsTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T01:00:00Z"));
    private final Ids ids = new Ids(new SecureRandom(), clock);

    @Test
    void idsSortAsTheTimeTheyWereMadeAt() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            made.add(ids.next());
            clock.move(Duration.ofMillis(1 + i * 17L));
        }
        assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z2-7]{26}"));
    }

    @Test
    void randomIdsDoNotTellWhenTheyWereMade() {
        Set<String> beginnings = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(ids.random()).matches("[a-z2-7]{26}");
            beginnings.add(ids.random().substring(0, 5));
        }
        assertThat(beginnings).hasSizeGreaterThan(90);
    }

    @Test
    void secretsHave256BitsAndIncidentsTenCharacters() {
        assertThat(ids.secret()).matches("[A-Za-z0-9_-]{43}");
        assertThat(ids.incident()).matches("[a-z2-7]{10}");
    }

    @Test
    void anIdTellsItsTimeAndLiesBehindTheFirstOfIt() {
        Ids ids = new Ids(new SecureRandom(), Clock.systemUTC());
        long millis = 1_795_222_800_123L;
        String id = ids.next(millis);
        assertThat(Ids.millis(id)).isEqualTo(millis);
        assertThat(id).isGreaterThanOrEqualTo(Ids.first(millis)).isLessThan(Ids.first(millis + 1));
    }
}
