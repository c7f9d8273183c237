package dev.tamga.ca.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.fetch.Fetcher;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;

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

    @ParameterizedTest(name = "{0}")
    @CsvSource({"status 1", "status 5", "status 6", "HTTP 404", "HTTP 400", "HTTP 302"})
    void aResponderThatDoesNotKnowOneCertificateIsNotLeftAlone(String refusal) {
        OcspWorld world = new OcspWorld();
        ForgedCertificate odd = world.leaf();
        world.answering(odd, refusal);
        for (int i = 0; i < 5; i++) {
            assertThat(world.ask(odd)).startsWith("unanswered");
        }

        assertThat(world.ask(world.leaf())).isEqualTo("good");
        assertThat(world.health().breaker()).isEqualTo(Breaker.State.CLOSED);
        assertThat(world.health().lastError()).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"status 2", "status 3", "HTTP 500", "HTTP 503", "HTTP 429", "down"})
    void aResponderThatIsOutIsLeftAlone(String outage) {
        OcspWorld world = new OcspWorld();
        for (int i = 0; i < 5; i++) {
            ForgedCertificate leaf = world.leaf();
            world.answering(leaf, outage);
            assertThat(world.ask(leaf)).startsWith("unanswered");
        }

        assertThat(world.ask(world.leaf())).contains("5 times in a row");
    }

    @Test
    void anOddCertificateNeitherEndsAnOutageNorProlongsIt() {
        OcspWorld world = new OcspWorld();
        ForgedCertificate odd = world.leaf();
        world.answering(odd, "down");
        for (int i = 0; i < 5; i++) {
            world.ask(odd);
        }
        world.answering(odd, "status 6");
        world.now = world.now.plus(PAUSE).plusSeconds(1);

        assertThat(world.ask(odd)).contains("unauthorized");
        assertThat(world.health().breaker()).isEqualTo(Breaker.State.OPEN);
        assertThat(world.ask(world.leaf())).isEqualTo("good");
        assertThat(world.health().breaker()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void listsThatAreNotThereAreNoOutage() {
        CrlWorld world = new CrlWorld();
        byte[] good = world.crl().forge();
        Sources sources = new Sources(List.of(new CrlSource(request -> request.address().toString().equals(CrlWorld.CRL)
                ? new Fetcher.Answer(200, good) : new Fetcher.Answer(404, new byte[0]))), RevocationEvents.NONE);
        for (int i = 0; i < 5; i++) {
            ForgedCertificate odd = world.leaf(
                    world.issuing, ForgedExtension.crl("http://crl.example.org/odd-" + i + ".crl"));
            assertThat(ask(sources, world, odd)).isEmpty();
        }

        assertThat(ask(sources, world, world.leaf())).contains("good");
    }

    private static Optional<String> ask(Sources sources, CrlWorld world, ForgedCertificate leaf) {
        return sources.ask(world.question(leaf, world.issuing), Deadline.of(NOW, PAUSE)).answer().map(CrlWorld::said);
    }

    private void open() {
        breaker.failed(NOW);
        breaker.failed(NOW);
        breaker.failed(NOW);
    }
}
