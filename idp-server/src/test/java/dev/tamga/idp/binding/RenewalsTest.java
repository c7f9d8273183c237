package dev.tamga.idp.binding;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.idp.Race;
import dev.tamga.idp.SampleHolders;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.binding.KeyCabinet.Made;
import dev.tamga.idp.signin.BoundKeys.BoundKey;
import dev.tamga.idp.signin.BoundKeys.Standing;
import dev.tamga.idp.signin.KeyNews.News;

import static org.assertj.core.api.Assertions.assertThat;

/** domain.md §5.7 in the database: what a renewal leaves behind, and who does not take a key over. */
@Tag("database")
final class RenewalsTest {
    private static final int KEY_COMPROMISE = 1;
    private static final int SUPERSEDED = 4;
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

    /** A primary key that expires in 30 days, a secondary one of another CA that does not. */
    @BeforeEach
    void bindTwoKeys() {
        cabinet = new KeyCabinet(database);
        assertThat(cabinet.bind(Made.of("1A10").valid(-700, 30))).isEmpty();
        cabinet.clock.move(Duration.ofMinutes(1));
        assertThat(cabinet.add(Made.of("2B20").ca("cfca"))).isEmpty();
    }

    private static Made renewed() {
        return Made.of("1A11").valid(-1, 700);
    }

    @Test
    void aRenewedCertificateSignsInAsTheSameKey() {
        SubjectKey former = cabinet.primary();

        assertThat(signIn(renewed())).isEmpty();

        SubjectKey key = cabinet.primary();
        assertThat(key.id()).isEqualTo(former.id());
        assertThat(key.keyNumber()).isEqualTo("1A11");
        assertThat(key.renewedFrom()).contains("1A10");
        assertThat(key.mediumNumber()).isEqualTo(former.mediumNumber());
        assertThat(key.notAfter()).isEqualTo(renewed().until());
        assertThat(find(renewed()).map(BoundKey::standing)).contains(Standing.BOUND);
    }

    @Test
    void lookingForItWritesNothing() {
        assertThat(find(renewed()).map(BoundKey::standing)).contains(Standing.RENEWS);
        assertThat(cabinet.primary().keyNumber()).isEqualTo("1A10");
    }

    @Test
    void aRenewalIsAuditedAndToldToEveryKeyOfTheSubjectOnce() {
        signIn(renewed());

        assertThat(cabinet.events()).contains("key-renewed ok 1A11");
        for (SubjectKey key : cabinet.list()) {
            List<News> news = cabinet.notices.list(key.id());
            assertThat(news).singleElement().satisfies(one -> {
                assertThat(one.kind()).isEqualTo("renewed");
                assertThat(one.former()).isEqualTo("1A10");
                assertThat(one.present()).isEqualTo("1A11");
            });
            assertThat(hasNews(key)).isTrue();
        }
        SubjectKey primary = cabinet.primary();
        cabinet.notices.dismiss(cabinet.notices.list(primary.id()).get(0).id(), cabinet.key("2B20").id());
        assertThat(cabinet.notices.list(primary.id())).as("another key's to dismiss").hasSize(1);

        cabinet.notices.dismiss(cabinet.notices.list(primary.id()).get(0).id(), primary.id());

        assertThat(cabinet.notices.list(primary.id())).isEmpty();
        assertThat(hasNews(primary)).isFalse();
        assertThat(cabinet.notices.list(cabinet.key("2B20").id())).hasSize(1);
    }

    @Test
    void whatTheFormerCertificateSignedInEndsAndItBindsNothingAgain() {
        cabinet.signIn(cabinet.primary());

        signIn(renewed());

        assertThat(cabinet.living(cabinet.primary())).isZero();
        assertThat(find(Made.of("1A10").valid(-700, 30))).isEmpty();
        cabinet.keys.remove(cabinet.key("2B20"), "1A11");
        cabinet.keys.release(cabinet.subjectId(), cabinet.primary().id(), cabinet.clock.instant());
        assertThat(cabinet.bind(Made.of("1A10").valid(-700, 30))).map(Refusal::code).contains("key-frozen");
    }

    @Test
    void aReplacementOnAnotherDeviceLeavesTheMediumNumberOpen() {
        cabinet.revoked.put("1A10", Set.of(SUPERSEDED));

        assertThat(signIn(Made.of("1A11").valid(-1, 30))).isEmpty();

        assertThat(cabinet.primary().mediumNumber()).isEmpty();
    }

    @Test
    void ofTenRenewalsAtOnceWithTheSameCertificateAllSignInAndOneIsWritten() throws Exception {
        List<Optional<Refusal>> answers = Race.run(10, i -> () -> signIn(renewed()));

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isEmpty());
        assertThat(cabinet.events()).filteredOn("key-renewed ok 1A11"::equals).hasSize(1);
        assertThat(cabinet.notices.list(cabinet.primary().id())).hasSize(1);
    }

    @Test
    void ofTwoRenewalsAtOnceWithDifferentCertificatesOneWins() throws Exception {
        List<Made> two = List.of(renewed(), Made.of("1A12").valid(-1, 700));
        List<BoundKey> found = two.stream().map(made -> find(made).orElseThrow()).toList();

        List<Optional<Refusal>> answers = Race.run(2, i -> () -> settle(found.get(i), two.get(i).holder()));

        assertThat(answers).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(answers).filteredOn(Optional::isPresent).singleElement()
                .satisfies(answer -> assertThat(answer).map(Refusal::code).contains("not-bound"));
    }

    @Test
    void aCertificateThatWasAddedMeanwhileRenewsNothing() {
        BoundKey found = find(renewed()).orElseThrow();
        assertThat(found.standing()).isEqualTo(Standing.RENEWS);
        assertThat(cabinet.add(renewed())).isEmpty();

        assertThat(settle(found, renewed().holder())).map(Refusal::code).contains("not-bound");

        assertThat(cabinet.primary().keyNumber()).isEqualTo("1A10");
        assertThat(find(renewed()).map(BoundKey::standing)).as("the next sign-in").contains(Standing.BOUND);
    }

    @Test
    void aSecondKeyIssuedToAFormerEmployeeTakesNothingOver() {
        assertThat(cabinet.keys.release(cabinet.subjectId(), cabinet.primary().id(), cabinet.clock.instant())).isTrue();
        cabinet = new KeyCabinet(database);
        cabinet.bind(Made.of("1A10").valid(-300, 400));

        assertThat(find(Made.of("9F90").valid(-1, 700))).isEmpty();
        assertThat(find(Made.of("9F90").valid(-200, 500))).isEmpty();
    }

    @Test
    void aRemovedKeyOfAFormerEmployeeIsNoRenewalOfThePrimaryKey() {
        cabinet.add(Made.of("9F90").valid(-100, 600));
        cabinet.keys.remove(cabinet.key("9F90"), "1A10");

        assertThat(find(Made.of("9F90").valid(-100, 600))).isEmpty();
    }

    @Test
    void theSameNameWithAnotherCodeTakesNothingOver() {
        assertThat(find(renewed().code(SampleHolders.OTHER_CREDIT_CODE))).isEmpty();
    }

    @Test
    void theSameCodeInAnotherCasCertificateTakesNothingOver() {
        assertThat(find(Made.of("1A11").ca("snca").valid(-1, 700))).isEmpty();
    }

    @Test
    void aRecycledSerialNumberTakesNothingOver() {
        assertThat(find(Made.of("1A10").valid(-1, 700))).as("the same company's").isEmpty();
        assertThat(find(Made.of("1A10").code(SampleHolders.OTHER_CREDIT_CODE).name("另一家公司").valid(-1, 700)))
                .as("another company's").isEmpty();
    }

    @Test
    void aKeyRevokedForKeyCompromiseIsNotRenewed() {
        cabinet.revoked.put("1A10", Set.of(KEY_COMPROMISE));

        assertThat(find(renewed())).isEmpty();
    }

    @Test
    void aKeyThatWasFrozenHereIsNotRenewedAlsoNotMeanwhile() {
        BoundKey found = find(renewed()).orElseThrow();
        cabinet.keys.freeze(cabinet.primary(), "2B20");

        assertThat(find(renewed())).isEmpty();
        assertThat(settle(found, renewed().holder())).map(Refusal::code).contains("not-bound");
        assertThat(cabinet.primary().keyNumber()).isEqualTo("1A10");
    }

    @Test
    void withTwoKeysThatQualifyNeitherIsRenewed() {
        cabinet.add(Made.of("1A13").valid(-699, 31));

        assertThat(find(renewed())).isEmpty();
    }

    @Test
    void whereTheCaNumbersKeysTheNumberStaysAndTheCertificateIsReplaced() {
        cabinet.numberedByKey.add(new CaId("bjca"));

        assertThat(find(renewed())).as("another number, another key").isEmpty();
        assertThat(signIn(Made.of("1A10").valid(-1, 700))).isEmpty();
        assertThat(cabinet.primary().notAfter()).isEqualTo(Made.of("1A10").valid(-1, 700).until());
    }

    @Test
    void anotherNameIsNeverTakenSilently() {
        BoundKey found = find(renewed().name("青城建设集团有限公司")).orElseThrow();

        assertThat(found.standing()).isEqualTo(Standing.RENAMED);
        assertThat(settle(found, renewed().name("青城建设集团有限公司").holder())).isPresent();
        assertThat(cabinet.primary().keyNumber()).isEqualTo("1A10");
    }

    @Test
    void aConfirmedNameOfThePrimaryKeyIsTheSubjectsAndToldToEveryKey() {
        Made renamed = renewed().name("青城建设集团有限公司");
        FormerKey former = cabinet.renewals.find(renamed.holder()).orElseThrow().former();

        assertThat(cabinet.succession.takeRenamed(former, NewCertificate.of(renamed.holder(), "5303201712015217"))).isTrue();
        assertThat(cabinet.succession.takeRenamed(former, NewCertificate.of(renamed.holder(), "5303201712015217"))).isFalse();

        assertThat(cabinet.primary().subject().name()).isEqualTo("青城建设集团有限公司");
        assertThat(find(renamed).map(BoundKey::standing)).contains(Standing.BOUND);
        assertThat(cabinet.events()).contains("name-changed ok 1A11", "key-renewed ok 1A11");
        assertThat(cabinet.notices.list(cabinet.key("2B20").id())).extracting(News::kind)
                .containsExactlyInAnyOrder("renewed", "renamed");
    }

    @Test
    void aSecondaryKeysOtherNameIsNotTheSubjects() {
        cabinet.add(Made.of("5E50").ca("snca").valid(-700, 20));
        Made renamed = Made.of("5E51").ca("snca").valid(-1, 700).name("青城建设集团有限公司");
        FormerKey former = cabinet.renewals.find(renamed.holder()).orElseThrow().former();

        cabinet.succession.takeRenamed(former, NewCertificate.of(renamed.holder(), "5303201712015217"));

        assertThat(cabinet.primary().subject().name()).isEqualTo(SampleHolders.NAME);
    }

    /** Security checklist row 14: nothing tells an unknown company from a known one with a certificate that is not bound. */
    @Test
    void anUnknownHolderAndAKnownOneWithAnotherCertificateCostTheSameStatementsAndGetTheSameAnswer() {
        cabinet = new KeyCabinet(database);
        cabinet.bind(Made.of("1A10"));
        Made unknown = Made.of("7A70").code(SampleHolders.OTHER_CREDIT_CODE).name("另一家公司");
        Made known = Made.of("7A70");

        assertThat(statements(unknown)).isEqualTo(statements(known)).hasSize(2);
        assertThat(find(unknown)).isEqualTo(find(known)).isEmpty();
    }

    private List<String> statements(Made certificate) {
        List<String> statements = new java.util.concurrent.CopyOnWriteArrayList<>();
        cabinet.jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.add(context.getRawSql());
            }
        });
        find(certificate);
        cabinet.jdbi.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        return statements;
    }

    private Optional<BoundKey> find(Made certificate) {
        return cabinet.renewals.findByHolder(certificate.holder());
    }

    /** As a sign-in does it. */
    private Optional<Refusal> signIn(Made certificate) {
        BoundKey key = find(certificate).orElseThrow();
        return key.standing() == Standing.RENEWS ? settle(key, certificate.holder()) : Optional.empty();
    }

    private Optional<Refusal> settle(BoundKey key, VerifiedHolder holder) {
        return cabinet.jdbi.inTransaction(handle -> cabinet.renewals.settle(key, holder));
    }

    private boolean hasNews(SubjectKey key) {
        return cabinet.jdbi.withHandle(handle -> handle.createQuery("select news_at from subject_key where id = :id")
                .bind("id", key.id())
                .mapTo(Long.class)
                .findOne()
                .isPresent());
    }
}
