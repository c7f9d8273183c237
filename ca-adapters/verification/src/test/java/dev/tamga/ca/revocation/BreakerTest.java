package dev.tamga.ca.revocation;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BreakerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Breaker breaker = new Breaker(3, PAUSE);

    @Test
    void fewFailuresChangeNothing() throws Unanswered {
        breaker.failed(NOW);
        breaker.failed(NOW);
        breaker.admit(NOW);
        breaker.succeeded();
        breaker.failed(NOW);
        breaker.failed(NOW);

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void tooManyInARowLeaveTheSourceAloneForAPause() {
        open();

        assertThat(breaker.openUntil()).hasValue(NOW.plus(PAUSE));
        assertThatThrownBy(() -> breaker.admit(NOW.plusSeconds(10))).isInstanceOfSatisfying(Unanswered.class, why ->
                assertThat(why.retryAfter()).hasValue(Duration.ofSeconds(20)));
    }

    @Test
    void oneQuestionTriesItAfterThePause() throws Unanswered {
        open();
        breaker.admit(NOW.plus(PAUSE));

        assertThatThrownBy(() -> breaker.admit(NOW.plus(PAUSE))).isInstanceOf(Unanswered.class);
        breaker.succeeded();
        assertThatCode(() -> breaker.admit(NOW.plus(PAUSE))).doesNotThrowAnyException();
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void trialThatFailsPausesAgain() throws Unanswered {
        open();
        breaker.admit(NOW.plus(PAUSE));
        breaker.failed(NOW.plus(PAUSE));

        assertThat(breaker.openUntil()).hasValue(NOW.plus(PAUSE).plus(PAUSE));
    }

    @Test
    void trialThatNeverAskedLeavesTheTrialToTheNext() throws Unanswered {
        open();
        breaker.admit(NOW.plus(PAUSE));
        breaker.withdrawn();

        assertThatCode(() -> breaker.admit(NOW.plus(PAUSE))).doesNotThrowAnyException();
    }

    @Test
    void failuresOfQuestionsThatWereUnderWayDoNotProlongThePause() {
        open();
        breaker.failed(NOW.plusSeconds(20));

        assertThat(breaker.openUntil()).hasValue(NOW.plus(PAUSE));
    }

    private void open() {
        breaker.failed(NOW);
        breaker.failed(NOW);
        breaker.failed(NOW);
    }
}
