package dev.tamga.idp.binding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.Refusal;
import dev.tamga.idp.Race;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.binding.KeyCabinet.Made;

import static org.assertj.core.api.Assertions.assertThat;

/** domain.md §5.6 and §5.8 in the database. */
@Tag("database")
final class KeysTest {
    private static TestDatabase database;

    private KeyCabinet cabinet;

    @BeforeAll
    static void openDatabase() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void bindTwoKeys() {
        cabinet = new KeyCabinet(database);
        assertThat(cabinet.bind(Made.of("1A10"))).isEmpty();
        cabinet.clock.move(Duration.ofMinutes(1));
        assertThat(cabinet.add(Made.of("2B20"))).isEmpty();
    }

    @Test
    void theKeysOfASubjectAreListedThePrimaryOneFirst() {
        cabinet.clock.move(Duration.ofMinutes(1));
        cabinet.add(Made.of("0C30").ca("cfca"));

        assertThat(cabinet.list()).extracting(SubjectKey::keyNumber).containsExactly("1A10", "2B20", "0C30");
        assertThat(cabinet.list()).extracting(SubjectKey::isPrimary).containsExactly(true, false, false);
        assertThat(cabinet.key("2B20").label()).contains("投标部");
        assertThat(cabinet.events()).contains("key-added ok 2B20");
    }

    @Test
    void aBoundKeyIsNotAddedAgain() {
        assertThat(cabinet.add(Made.of("2B20"))).map(Refusal::code).contains("key-already-bound");
    }

    @Test
    void ofTenAdditionsOfOneKeyAtOnceOneWins() throws Exception {
        List<Optional<Refusal>> answers = Race.run(10, i -> () -> cabinet.add(Made.of("3C30")));

        assertThat(answers).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(answers).filteredOn(Optional::isPresent)
                .allSatisfy(answer -> assertThat(answer).map(Refusal::code).contains("key-already-bound"));
    }

    @Test
    void aFrozenKeyIsRefusedAtOnceAndItsSessionsEndThoseOfOthersDoNot() {
        cabinet.signIn(cabinet.key("1A10"));
        cabinet.signIn(cabinet.key("2B20"));

        assertThat(cabinet.keys.freeze(cabinet.key("1A10"), "2B20")).isTrue();

        assertThat(cabinet.renewals.findByHolder(Made.of("1A10").holder()).orElseThrow().frozen()).isTrue();
        assertThat(cabinet.living(cabinet.key("1A10"))).isZero();
        assertThat(cabinet.living(cabinet.key("2B20"))).isEqualTo(1);
        assertThat(cabinet.events()).contains("key-frozen ok 1A10", "sign-out key -");
    }

    @Test
    void freezingTwiceChangesNothingTheSecondTime() {
        SubjectKey key = cabinet.key("2B20");

        assertThat(cabinet.keys.freeze(key, "1A10")).isTrue();
        assertThat(cabinet.keys.freeze(key, "1A10")).isFalse();
        assertThat(cabinet.events()).filteredOn("key-frozen ok 2B20"::equals).hasSize(1);
    }

    @Test
    void anUnfrozenKeySignsInAgainAndWhatASignInLeftMeanwhileDoesNotWakeUp() {
        cabinet.keys.freeze(cabinet.key("2B20"), "1A10");
        cabinet.signIn(cabinet.key("2B20"));

        assertThat(cabinet.keys.unfreeze(cabinet.key("2B20"), "1A10")).isTrue();

        assertThat(cabinet.key("2B20").isFrozen()).isFalse();
        assertThat(cabinet.living(cabinet.key("2B20"))).isZero();
        assertThat(cabinet.keys.unfreeze(cabinet.key("2B20"), "1A10")).isFalse();
    }

    @Test
    void aRemovedKeyIsGoneWithItsSessionsAndBindsNothingByItself() {
        cabinet.signIn(cabinet.key("2B20"));
        SubjectKey removed = cabinet.key("2B20");

        assertThat(cabinet.keys.remove(removed, "1A10")).isTrue();

        assertThat(cabinet.living(removed)).isZero();
        assertThat(cabinet.list()).extracting(SubjectKey::keyNumber).containsExactly("1A10");
        assertThat(cabinet.keys.remove(removed, "1A10")).isFalse();
        cabinet.keys.release(cabinet.subjectId(), cabinet.primary().id(), cabinet.clock.instant());
        assertThat(cabinet.bind(Made.of("2B20"))).map(Refusal::code).contains("key-frozen");
    }

    @Test
    void thePrimaryKeyAddsARemovedOneAgain() {
        cabinet.keys.remove(cabinet.key("2B20"), "1A10");

        assertThat(cabinet.add(Made.of("2B20"))).isEmpty();
        assertThat(cabinet.keys.remove(cabinet.key("2B20"), "1A10")).isTrue();
    }

    @Test
    void thePrimaryKeyIsNotRemoved() {
        assertThat(cabinet.keys.remove(cabinet.primary(), "1A10")).isFalse();
        assertThat(cabinet.list()).hasSize(2);
    }

    @Test
    void anotherSubjectsKeyIsNotTouched() {
        SubjectKey key = cabinet.key("2B20");
        cabinet.jdbi.useHandle(handle -> handle.execute("update subject_key set subject_id = 'another' where id = ?", key.id()));

        assertThat(cabinet.keys.freeze(key, "1A10")).isFalse();
        assertThat(cabinet.keys.remove(key, "1A10")).isFalse();
        assertThat(cabinet.keys.label(key, Optional.of("x"))).isFalse();
        assertThat(cabinet.keys.release(cabinet.subjectId(), key.id(), cabinet.clock.instant())).isFalse();
    }

    @Test
    void aKeyWhoseCertificateWasRenewedSinceItWasLostIsNotReleased() {
        Instant lostAt = cabinet.clock.instant();
        cabinet.clock.move(Duration.ofMinutes(1));
        cabinet.jdbi.useHandle(handle -> handle.execute("update subject_key set renewed_at = ?", cabinet.clock.millis()));

        assertThat(cabinet.keys.release(cabinet.subjectId(), cabinet.primary().id(), lostAt)).isFalse();
        assertThat(cabinet.list()).hasSize(2);
    }

    @Test
    void anApprovedUnbindingMakesTheOldestLivingSecondaryKeyThePrimaryOne() {
        cabinet.clock.move(Duration.ofMinutes(1));
        cabinet.add(Made.of("3C30"));
        cabinet.keys.freeze(cabinet.key("2B20"), "1A10");
        cabinet.signIn(cabinet.primary());
        SubjectKey lost = cabinet.primary();

        assertThat(cabinet.keys.findSuccessor(lost.id()).map(SubjectKey::keyNumber)).contains("3C30");
        assertThat(cabinet.keys.findSuccessor(cabinet.key("3C30").id())).as("no primary one").isEmpty();

        assertThat(cabinet.keys.release(cabinet.subjectId(), lost.id(), cabinet.clock.instant())).isTrue();

        assertThat(cabinet.living(lost)).isZero();
        assertThat(cabinet.primary().keyNumber()).isEqualTo("3C30");
        assertThat(cabinet.events()).contains("key-released ok 1A10", "key-made-primary ok 3C30");
        assertThat(cabinet.list()).allSatisfy(key -> assertThat(cabinet.notices.list(key.id())).singleElement()
                .satisfies(news -> assertThat(news.kind() + " " + news.former() + " " + news.present())
                        .isEqualTo("made-primary 1A10 3C30")));
        assertThat(cabinet.keys.release(cabinet.subjectId(), lost.id(), cabinet.clock.instant())).isFalse();
    }

    @Test
    void withoutAnyKeyThatIsNotFrozenTheSubjectIsBoundAnewAndStaysTheSame() {
        String subject = cabinet.subjectId();
        String username = cabinet.primary().subject().preferredUsername();
        cabinet.keys.freeze(cabinet.key("2B20"), "1A10");

        cabinet.keys.release(subject, cabinet.primary().id(), cabinet.clock.instant());

        assertThat(cabinet.list()).isEmpty();
        assertThat(cabinet.bind(Made.of("1A10"))).map(Refusal::code).contains("key-frozen");
        assertThat(cabinet.bind(Made.of("2B20"))).map(Refusal::code).contains("key-frozen");
        assertThat(cabinet.bind(Made.of("4D40").ca("cfca").name("青城建设集团有限公司"))).isEmpty();
        assertThat(cabinet.primary().keyNumber()).isEqualTo("4D40");
        assertThat(cabinet.primary().subject().id()).isEqualTo(subject);
        assertThat(cabinet.primary().subject().name()).isEqualTo("青城建设集团有限公司");
        assertThat(cabinet.primary().subject().preferredUsername()).isEqualTo(username);
        assertThat(cabinet.events()).contains("binding again 4D40");
    }

    @Test
    void ofTenKeysThatBindAReleasedSubjectAnewOneWins() throws Exception {
        cabinet.keys.remove(cabinet.key("2B20"), "1A10");
        cabinet.keys.release(cabinet.subjectId(), cabinet.primary().id(), cabinet.clock.instant());

        List<Optional<Refusal>> answers = Race.run(10, i -> () -> cabinet.bind(Made.of("7F0" + i)));

        assertThat(answers).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(answers).filteredOn(Optional::isPresent)
                .allSatisfy(answer -> assertThat(answer).map(Refusal::code).contains("subject-already-bound"));
        assertThat(cabinet.list()).hasSize(1);
    }

    @Test
    void aReleasedSubjectsCreditCodeIsNotChangedByAWordThatNoCertificateProves() {
        cabinet.keys.remove(cabinet.key("2B20"), "1A10");
        cabinet.keys.release(cabinet.subjectId(), cabinet.primary().id(), cabinet.clock.instant());
        cabinet.jdbi.useHandle(handle -> handle.execute("update subject set credit_code = '92110108722619411X'"));

        assertThat(cabinet.bind(Made.of("4D40"))).isEmpty();
        assertThat(cabinet.primary().subject().creditCode()).contains("91110108722619411A");
    }

    @Test
    void endedCertificatesAreForgottenOnceTheyExpired() {
        cabinet.keys.remove(cabinet.key("2B20"), "1A10");

        assertThat(cabinet.keys.deleteExpired()).isZero();
        cabinet.clock.move(Duration.ofDays(366));
        assertThat(cabinet.keys.deleteExpired()).isEqualTo(1);
    }
}
