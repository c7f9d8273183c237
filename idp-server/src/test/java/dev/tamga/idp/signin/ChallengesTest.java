package dev.tamga.idp.signin;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.MovableClock;
import dev.tamga.idp.Race;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.signin.Challenges.Issued;
import dev.tamga.idp.signin.Challenges.Taking;
import dev.tamga.idp.web.Issuer;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
final class ChallengesTest {
    private static final byte[] BROWSER = Hash.sha256("browser");
    private static TestDatabase database;

    private MovableClock clock;
    private Challenges challenges;

    @BeforeAll
    static void openDatabase() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void open() {
        clock = new MovableClock(Instant.parse("2026-11-21T09:05:00.250Z"));
        Ids ids = new Ids(new SecureRandom(), clock);
        challenges = new Challenges(
                database.jdbi(),
                new Issuer(URI.create("http://localhost:9000")),
                new Challenges.Moment(ids, clock, Duration.ofMinutes(5)));
    }

    @Test
    void anIssuedChallengeIsTakenOnceAndIsWhatHadToBeSigned() {
        Issued issued = challenges.issue(Purpose.SIGN_IN, BROWSER);
        String text = challenges.expected(issued, Map.of()).text();

        Taking first = take(text, Purpose.SIGN_IN);
        Taking second = take(text, Purpose.SIGN_IN);

        assertThat(first).isInstanceOfSatisfying(
                Taking.Taken.class, taken -> assertThat(taken.challenge().text()).isEqualTo(text));
        assertThat(text).startsWith("TAMGA-1 sign-in http://localhost:9000 ").endsWith(" -");
        assertThat(code(second)).isEqualTo("challenge-unknown");
    }

    @Test
    void ofFiftyParallelTakesOfOneChallengeExactlyOneWins() throws Exception {
        String text = challenges.expected(challenges.issue(Purpose.SIGN_IN, BROWSER), Map.of()).text();

        List<Taking> takings = Race.run(50, i -> () -> take(text, Purpose.SIGN_IN));

        assertThat(takings).filteredOn(Taking.Taken.class::isInstance).hasSize(1);
        assertThat(takings).filteredOn(Taking.Missing.class::isInstance)
                .hasSize(49)
                .allSatisfy(taking -> assertThat(code(taking)).isEqualTo("challenge-unknown"));
    }

    @Test
    void ofFiftyParallelTakesForTheWrongPurposeOnlyOneLearnsThatItExisted() throws Exception {
        String text = challenges.expected(challenges.issue(Purpose.BIND, BROWSER), Map.of()).text();

        List<Taking> takings = Race.run(50, i -> () -> take(text, Purpose.SIGN_IN));

        assertThat(takings).filteredOn(taking -> code(taking).equals("wrong-purpose")).hasSize(1);
        assertThat(takings).filteredOn(taking -> code(taking).equals("challenge-unknown")).hasSize(49);
    }

    @Test
    void anotherBrowserFindsNoChallengeAndDoesNotSpendIt() {
        String text = challenges.expected(challenges.issue(Purpose.SIGN_IN, BROWSER), Map.of()).text();

        Taking stolen = challenges.take(
                text, new Challenges.Request(Purpose.SIGN_IN, Map.of(), Hash.sha256("other browser")));

        assertThat(code(stolen)).isEqualTo("challenge-unknown");
        assertThat(take(text, Purpose.SIGN_IN)).isInstanceOf(Taking.Taken.class);
    }

    @Test
    void aChallengeExpiresAfterFiveMinutesOfTheServersClock() {
        String text = challenges.expected(challenges.issue(Purpose.SIGN_IN, BROWSER), Map.of()).text();
        String later = challenges.expected(challenges.issue(Purpose.SIGN_IN, BROWSER), Map.of()).text();

        clock.move(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(take(text, Purpose.SIGN_IN)).isInstanceOf(Taking.Taken.class);
        clock.move(Duration.ofSeconds(1));
        assertThat(code(take(later, Purpose.SIGN_IN))).isEqualTo("challenge-expired");
        assertThat(code(take(later, Purpose.SIGN_IN))).isEqualTo("challenge-unknown");
    }

    @Test
    void aSignInChallengeCannotBindAndIsSpentByTheAttempt() {
        String text = challenges.expected(challenges.issue(Purpose.SIGN_IN, BROWSER), Map.of()).text();

        assertThat(code(take(text, Purpose.BIND))).isEqualTo("wrong-purpose");
        assertThat(code(take(text, Purpose.SIGN_IN))).isEqualTo("challenge-unknown");
    }

    @Test
    void aLineWithAnotherExpiryIsNotTheChallengeIssued() {
        Issued issued = challenges.issue(Purpose.SIGN_IN, BROWSER);
        Issued stretched = new Issued(issued.purpose(), issued.nonce(), issued.expiresAt().plusSeconds(3600));

        assertThat(code(take(challenges.expected(stretched, Map.of()).text(), Purpose.SIGN_IN)))
                .isEqualTo("challenge-unknown");
    }

    @Test
    void aLineForAnotherOriginIsHeldAgainstTheIssuersOrigin() {
        Issued issued = challenges.issue(Purpose.SIGN_IN, BROWSER);
        String text = challenges.expected(issued, Map.of()).text().replace("localhost:9000", "evil.example");

        assertThat(take(text, Purpose.SIGN_IN)).isInstanceOfSatisfying(
                Taking.Taken.class, taken -> assertThat(taken.challenge().origin()).isEqualTo("http://localhost:9000"));
    }

    @Test
    void theDataShownIsPartOfWhatHadToBeSigned() {
        Issued issued = challenges.issue(Purpose.BIND, BROWSER);
        Map<String, String> shown = Map.of("subject_name", "甲公司");
        String text = challenges.expected(issued, Map.of("subject_name", "乙公司")).text();

        Taking taking = challenges.take(text, new Challenges.Request(Purpose.BIND, shown, BROWSER));

        assertThat(taking).isInstanceOfSatisfying(
                Taking.Taken.class,
                taken -> assertThat(taken.challenge().binds()).isEqualTo(Challenge.binds(shown)));
    }

    @Test
    void garbageInPlaceOfTheLineIsAnUnknownChallenge() {
        for (String text : List.of(
                "", "TAMGA-1", "x".repeat(100_000), "TAMGA-1 sign-in a b c d", "TAMGA-2 a b c d e")) {
            assertThat(code(take(text, Purpose.SIGN_IN))).isEqualTo("challenge-unknown");
        }
    }

    @Test
    void expiredChallengesAreDeletedAnHourLater() {
        challenges.issue(Purpose.SIGN_IN, BROWSER);
        clock.move(Duration.ofMinutes(64));
        int early = challenges.deleteExpired();
        clock.move(Duration.ofMinutes(2));

        assertThat(early).isZero();
        assertThat(challenges.deleteExpired()).isPositive();
    }

    private Taking take(String text, Purpose purpose) {
        return challenges.take(text, new Challenges.Request(purpose, Map.of(), BROWSER));
    }

    private static String code(Taking taking) {
        return taking instanceof Taking.Missing missing ? missing.refusal().code() : "taken";
    }
}
