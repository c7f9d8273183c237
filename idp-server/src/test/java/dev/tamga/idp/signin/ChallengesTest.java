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
import dev.tamga.idp.TestMaster;
import dev.tamga.idp.replay.SpentJti;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.MasterKey;
import dev.tamga.idp.signin.Challenges.Answered;
import dev.tamga.idp.signin.Challenges.Issued;
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
        challenges = other(1);
    }

    @Test
    void anIssuedChallengeIsTakenOnceAndIsWhatHadToBeSigned() {
        Issued issued = challenges.issue(Purpose.SIGN_IN, BROWSER);
        String text = challenges.expected(issued, Map.of()).text();

        Answered first = take(text, Purpose.SIGN_IN);
        Answered second = take(text, Purpose.SIGN_IN);

        assertThat(first).isInstanceOfSatisfying(
                Answered.Live.class, live -> assertThat(live.challenge().text()).isEqualTo(text));
        assertThat(text).startsWith("TAMGA-1 sign-in http://localhost:9000 ").endsWith(" -");
        assertThat(code(second)).isEqualTo("challenge-unknown");
    }

    @Test
    void ofFiftyParallelTakesOfOneChallengeExactlyOneWins() throws Exception {
        String text = challenges.expected(challenges.issue(Purpose.SIGN_IN, BROWSER), Map.of()).text();

        List<Answered> answers = Race.run(50, i -> () -> take(text, Purpose.SIGN_IN));

        assertThat(answers).filteredOn(Answered.Live.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Answered.Dead.class::isInstance)
                .hasSize(49)
                .allSatisfy(answered -> assertThat(code(answered)).isEqualTo("challenge-unknown"));
    }

    @Test
    void ofFiftyParallelTakesForTheWrongPurposeOnlyOneLearnsThatItExisted() throws Exception {
        String text = challenges.expected(challenges.issue(Purpose.BIND, BROWSER), Map.of()).text();

        List<Answered> answers = Race.run(50, i -> () -> take(text, Purpose.SIGN_IN));

        assertThat(answers).filteredOn(answered -> code(answered).equals("wrong-purpose")).hasSize(1);
        assertThat(answers).filteredOn(answered -> code(answered).equals("challenge-unknown")).hasSize(49);
    }

    @Test
    void anotherBrowserFindsNoChallengeAndDoesNotSpendIt() {
        String text = challenges.expected(challenges.issue(Purpose.SIGN_IN, BROWSER), Map.of()).text();

        Answered stolen = challenges.find(
                text, new Challenges.Request(Purpose.SIGN_IN, Map.of(), Hash.sha256("other browser")));

        assertThat(code(stolen)).isEqualTo("challenge-unknown");
        assertThat(take(text, Purpose.SIGN_IN)).isInstanceOf(Answered.Live.class);
    }

    @Test
    void aChallengeExpiresAfterFiveMinutesOfTheServersClock() {
        String text = challenges.expected(challenges.issue(Purpose.SIGN_IN, BROWSER), Map.of()).text();
        String later = challenges.expected(challenges.issue(Purpose.SIGN_IN, BROWSER), Map.of()).text();

        clock.move(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(take(text, Purpose.SIGN_IN)).isInstanceOf(Answered.Live.class);
        clock.move(Duration.ofSeconds(1));
        assertThat(code(take(later, Purpose.SIGN_IN))).isEqualTo("challenge-expired");
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
                Answered.Live.class, live -> assertThat(live.challenge().origin()).isEqualTo("http://localhost:9000"));
    }

    @Test
    void theDataShownIsPartOfWhatHadToBeSigned() {
        Issued issued = challenges.issue(Purpose.BIND, BROWSER);
        Map<String, String> shown = Map.of("subject_name", "甲公司");
        String text = challenges.expected(issued, Map.of("subject_name", "乙公司")).text();

        Answered answered = challenges.find(text, new Challenges.Request(Purpose.BIND, shown, BROWSER));

        assertThat(answered).isInstanceOfSatisfying(
                Answered.Live.class,
                live -> assertThat(live.challenge().binds()).isEqualTo(Challenge.binds(shown)));
    }

    @Test
    void garbageInPlaceOfTheLineIsAnUnknownChallenge() {
        for (String text : List.of(
                "", "TAMGA-1", "x".repeat(100_000), "TAMGA-1 sign-in a b c d", "TAMGA-2 a b c d e")) {
            assertThat(code(take(text, Purpose.SIGN_IN))).isEqualTo("challenge-unknown");
        }
    }

    @Test
    void aNonceHasOneSpellingAndNoByteOfItCanBeChanged() {
        Issued issued = challenges.issue(Purpose.SIGN_IN, BROWSER);
        for (int i = 0; i < issued.nonce().length(); i++) {
            char other = issued.nonce().charAt(i) == 'A' ? 'B' : 'A';
            String nonce = issued.nonce().substring(0, i) + other + issued.nonce().substring(i + 1);
            Issued changed = new Issued(issued.purpose(), nonce, issued.expiresAt());

            assertThat(code(take(challenges.expected(changed, Map.of()).text(), Purpose.SIGN_IN)))
                    .as("character %d", i)
                    .isEqualTo("challenge-unknown");
        }
    }

    @Test
    void everyNodeKnowsWhatAnotherIssuedAndNobodyElseIssuesAny() {
        String ours = other(1).expected(other(1).issue(Purpose.SIGN_IN, BROWSER), Map.of()).text();
        String theirs = other(2).expected(other(2).issue(Purpose.SIGN_IN, BROWSER), Map.of()).text();

        assertThat(take(ours, Purpose.SIGN_IN)).isInstanceOf(Answered.Live.class);
        assertThat(code(take(theirs, Purpose.SIGN_IN))).isEqualTo("challenge-unknown");
    }

    @Test
    void whatWasIssuedUnderAMasterKeyThatIsReplacedMeanwhileCanStillBeAnswered() {
        challenges = with(TestMaster.key(2, 1));
        String before = other(1).expected(other(1).issue(Purpose.SIGN_IN, BROWSER), Map.of()).text();
        String after = other(2).expected(challenges.issue(Purpose.SIGN_IN, BROWSER), Map.of()).text();

        assertThat(take(before, Purpose.SIGN_IN)).isInstanceOf(Answered.Live.class);
        assertThat(take(after, Purpose.SIGN_IN)).isInstanceOf(Answered.Live.class);
        challenges = other(1);
        assertThat(code(take(after, Purpose.SIGN_IN))).as("made by the present key").isEqualTo("challenge-unknown");
    }

    private Challenges other(int master) {
        return with(TestMaster.key(master));
    }

    private Challenges with(MasterKey master) {
        return new Challenges(
                new Challenges.Secrets(master, new SecureRandom()),
                new SpentJti(database.jdbi(), clock),
                new Issuer(URI.create("http://localhost:9000")),
                new Challenges.Moment(clock, Duration.ofMinutes(5)));
    }

    private Answered take(String text, Purpose purpose) {
        Answered answered = challenges.find(text, new Challenges.Request(purpose, Map.of(), BROWSER));
        return answered instanceof Answered.Live live
                ? challenges.spend(live.challenge()).<Answered>map(Answered.Dead::new).orElse(live)
                : answered;
    }

    private static String code(Answered answered) {
        return answered instanceof Answered.Dead dead ? dead.refusal().code() : "live";
    }
}
