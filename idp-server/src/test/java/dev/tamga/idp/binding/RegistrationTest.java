package dev.tamga.idp.binding;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.CaId;
import dev.tamga.ca.CertifiedKey;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.holder.CreditCode;
import dev.tamga.idp.MovableClock;
import dev.tamga.idp.Race;
import dev.tamga.idp.SampleHolders;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.signin.BoundKeys.BoundKey;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
final class RegistrationTest {
    private static TestDatabase database;

    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T09:05:00Z"));
    private final Ids ids = new Ids(new SecureRandom(), clock);
    private final Registration registration =
            new Registration(jdbi, new Audit(jdbi, ids, clock, "node-1"), ids, clock);
    private final Subjects subjects = new Subjects(jdbi);
    private final Binding enterprise = new EnterpriseBinding("150100"::equals, Forms.CAS);
    private final Binding person = new PersonBinding(new IdentityHash(new byte[32]));

    @BeforeAll
    static void openDatabase() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void empty() {
        for (String table : List.of("subject_key", "subject", "audit_event")) {
            jdbi.useHandle(handle -> handle.createUpdate("delete from <table>").define("table", table).execute());
        }
    }

    @Test
    void aBoundEnterpriseIsFoundWithEverythingThatWasEntered() {
        VerifiedHolder holder = SampleHolders.enterprise("1A10");
        Forms form = Forms.enterprise("1A10")
                .with("registered_capital", "1200.5")
                .with("contact_phone", "0471-5317961")
                .with("address", "新华大街1号");

        assertThat(register(form, holder)).isEmpty();

        BoundKey bound = subjects.findByHolder(holder).orElseThrow();
        SubjectKey key = subjects.getKey(bound.keyId());
        assertThat(key.role()).isEqualTo(SubjectKey.Role.PRIMARY);
        assertThat(key.ca()).isEqualTo(new CaId("bjca"));
        assertThat(key.holderId()).contains("JJ" + SampleHolders.CREDIT_CODE);
        assertThat(key.notAfter()).isEqualTo(SampleHolders.NOT_AFTER);
        assertThat(key.frozenAt()).isEmpty();
        assertThat(key.subject()).isEqualTo(new Subject(
                bound.subjectId(), Subject.Kind.ENTERPRISE, SampleHolders.NAME, "5303201712015217",
                Optional.of(SampleHolders.CREDIT_CODE), Optional.empty(), Optional.of("张三"), Optional.of("150100"),
                List.of("bidder", "supplier"), Optional.of(new BigDecimal("1200.5")),
                Optional.of("+864715317961"), Optional.of("新华大街1号"), clock.instant()));
        assertThat(key.subject().id()).matches("[a-z2-7]{26}");
        assertThat(subjects.find(bound.subjectId())).contains(key.subject());
    }

    /** An old certificate proves characters 9 to 17 alone; the rest is the applicant's word. */
    @Test
    void oneOrganisationCodeIsNeverTwoSubjects() {
        String proven = SampleHolders.CREDIT_CODE.substring(8, 17);
        String other = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars()
                .mapToObj(check -> "92110108" + proven + (char) check)
                .filter(code -> CreditCode.of(code).isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(register(Forms.enterprise("1A10"), SampleHolders.enterprise("1A10", proven))).isEmpty();

        Optional<Refusal> second = register(
                Forms.enterprise("1A11").with("unified_social_credit_code", other),
                SampleHolders.enterprise("1A11", proven));

        assertThat(second).map(Refusal::code).contains("subject-already-bound");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aBindingIsAuditedWithSubjectCaAndKeyAndNoMore() {
        register(Forms.enterprise("1A10"), SampleHolders.enterprise("1A10"));

        List<String> events = jdbi.withHandle(handle -> handle.createQuery("""
                        select concat(event, ' ', ca_id, ' ', key_number) from audit_event
                        where subject_id is not null and code is null and detail is null""")
                .mapTo(String.class)
                .list());
        assertThat(events).containsExactly("binding bjca 1A10");
    }

    @Test
    void anotherCertificateWithTheSameSerialNumberIsNotTheBoundOne() {
        register(Forms.enterprise("1A10"), SampleHolders.enterprise("1A10"));
        VerifiedHolder bound = SampleHolders.enterprise("1A10");
        VerifiedHolder twin = new VerifiedHolder(
                bound.ca(), bound.kind(), bound.name(), bound.normalisedName(), bound.code(), bound.identityNumber(),
                bound.holderId(), bound.region(), SampleHolders.key("1A10", "twin", bound.key().medium()));
        VerifiedHolder elsewhere = new VerifiedHolder(
                new CaId("cfca"), bound.kind(), bound.name(), bound.normalisedName(), bound.code(),
                bound.identityNumber(), bound.holderId(), bound.region(), bound.key());

        assertThat(subjects.findByHolder(twin)).isEmpty();
        assertThat(subjects.findByHolder(elsewhere)).isEmpty();
    }

    @Test
    void theApplicantsWordThatItIsTheEnterprisesKeyIsAudited() {
        register(Forms.enterprise("1A10").with("enterprise_key_confirmed", "true"), SampleHolders.enterprise("1A10"));

        List<String> details = jdbi.withHandle(handle -> handle.createQuery(
                        "select detail from audit_event where subject_id is not null and key_number = '1A10'")
                .mapTo(String.class)
                .list());
        assertThat(details).containsExactly("the applicant confirmed that it is the enterprise's key");
    }

    /** Security checklist row 11: what is bound is a key of a CA and the subject that the CA verified, never a name. */
    @Test
    void theSameNameAtAnotherCaIsAnotherAccount() {
        VerifiedHolder here = SampleHolders.enterprise("1A10");
        VerifiedHolder there = new VerifiedHolder(
                new CaId("cfca"), here.kind(), here.name(), here.normalisedName(),
                Optional.of(SampleHolders.OTHER_CREDIT_CODE), here.identityNumber(), here.holderId(), here.region(),
                keyOfAnotherIssuer(SampleHolders.key("1A10", "elsewhere", here.key().medium())));
        Forms elsewhere = Forms.enterprise("1A10")
                .with("unified_social_credit_code", SampleHolders.OTHER_CREDIT_CODE)
                .with("enterprise_key_confirmed", "true");

        assertThat(register(Forms.enterprise("1A10"), here)).isEmpty();
        assertThat(subjects.findByHolder(there)).isEmpty();
        assertThat(register(elsewhere, there)).isEmpty();

        assertThat(count()).isEqualTo(2);
        assertThat(subjects.findByHolder(here).orElseThrow().subjectId())
                .isNotEqualTo(subjects.findByHolder(there).orElseThrow().subjectId());
    }

    private static CertifiedKey keyOfAnotherIssuer(CertifiedKey key) {
        return new CertifiedKey(
                "cd".repeat(32), key.keyNumber(), key.certificateHash(), key.spkiHash(), key.notBefore(),
                key.notAfter(), key.subject(), key.issuer(), key.medium());
    }

    @Test
    void aBoundKeyIsNotBoundAgain() {
        register(Forms.enterprise("1A10"), SampleHolders.enterprise("1A10"));

        assertThat(register(Forms.enterprise("1A10"), SampleHolders.enterprise("1A10")))
                .map(Refusal::code).contains("key-already-bound");
    }

    @Test
    void anotherKeyOfABoundCompanyIsRefused() {
        register(Forms.enterprise("1A10"), SampleHolders.enterprise("1A10"));

        assertThat(register(Forms.enterprise("2B20"), SampleHolders.enterprise("2B20")))
                .map(Refusal::code).contains("subject-already-bound");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aMediumNumberThatIsTakenGivesAUsernameOfItsDivision() {
        register(Forms.enterprise("1A10"), SampleHolders.enterprise("1A10"));
        VerifiedHolder other = SampleHolders.enterprise("2B20", SampleHolders.OTHER_CREDIT_CODE);

        assertThat(register(Forms.enterprise("2B20")
                        .with("unified_social_credit_code", SampleHolders.OTHER_CREDIT_CODE), other))
                .isEmpty();

        SubjectKey key = subjects.getKey(subjects.findByHolder(other).orElseThrow().keyId());
        assertThat(key.subject().preferredUsername()).matches("150100-[a-z2-7]{8}");
    }

    @Test
    void aPersonsIdentityNumberIsKeptOnlyAsHashAndMaskedForm() {
        VerifiedHolder holder = SampleHolders.person("3C30", Optional.empty());

        assertThat(register(person, Forms.person("3C30"), holder)).isEmpty();

        SubjectKey key = subjects.getKey(subjects.findByHolder(holder).orElseThrow().keyId());
        assertThat(key.subject().kind()).isEqualTo(Subject.Kind.PERSON);
        assertThat(key.subject().creditCode()).isEmpty();
        assertThat(key.subject().identityMasked()).contains("110***********002X");
        assertThat(register(person, Forms.person("4D40"), SampleHolders.person("4D40", Optional.empty())))
                .map(Refusal::code).contains("subject-already-bound");
    }

    /** After an unbinding; the certificate of the second proves a name and no number. */
    @Test
    void aTypedIdentityNumberMakesNobodyWhoSomebodyElseWas() {
        VerifiedHolder owner = SampleHolders.person("3C30", Optional.empty());
        register(person, Forms.person("3C30"), owner);
        jdbi.useHandle(handle -> handle.execute("delete from subject_key"));
        VerifiedHolder stranger = new VerifiedHolder(
                owner.ca(), owner.kind(), "测试个人八", "测试个人八", Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), SampleHolders.key("4D40", "issuer", owner.key().medium()));

        assertThat(register(person, Forms.person("4D40").with("subject_name", "测试个人八"), stranger))
                .map(Refusal::code).contains("code-mismatch");
        assertThat(register(person, Forms.person("5E50"), SampleHolders.person("5E50", Optional.empty()))).isEmpty();
    }

    @Test
    void ofTwentyParallelBindingsOfOneKeyExactlyOneWinsAndTheOthersLearnWhy() throws Exception {
        List<Optional<Refusal>> outcomes = Race.run(
                20, i -> () -> register(Forms.enterprise("1A10"), SampleHolders.enterprise("1A10")));

        assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(outcomes).filteredOn(Optional::isPresent)
                .allSatisfy(refusal -> assertThat(refusal.get().code()).isEqualTo("key-already-bound"));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void ofTwentyParallelBindingsOfOneCompanyExactlyOneWinsAndTheOthersLearnWhy() throws Exception {
        List<Optional<Refusal>> outcomes = Race.run(20, i -> () -> register(
                Forms.enterprise("5E5" + i).with("key_medium_number", "medium-" + i),
                SampleHolders.enterprise("5E5" + i)));

        assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(outcomes).filteredOn(Optional::isPresent)
                .allSatisfy(refusal -> assertThat(refusal.get().code()).isEqualTo("subject-already-bound"));
    }

    private Optional<Refusal> register(Forms form, VerifiedHolder holder) {
        return register(enterprise, form, holder);
    }

    private Optional<Refusal> register(Binding binding, Forms form, VerifiedHolder holder) {
        var decision = binding.decide(form.read(binding), holder);
        assertThat(decision).isInstanceOf(Binding.Decision.Register.class);
        return registration.register(((Binding.Decision.Register) decision).applicant());
    }

    private int count() {
        return jdbi.withHandle(handle ->
                handle.createQuery("select count(*) from subject").mapTo(Integer.class).one());
    }
}
