package dev.tamga.idp.binding;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tamga.ca.VerifiedHolder;
import dev.tamga.idp.SampleHolders;
import dev.tamga.idp.binding.Binding.Decision;

import static org.assertj.core.api.Assertions.assertThat;

final class BindingRulesTest {
    private final Binding enterprise = new EnterpriseBinding("150100"::equals, Forms.CAS);
    private final Binding person = new PersonBinding(new IdentityHash(new byte[32]));

    @Test
    void anEnterpriseKeyWithItsOwnCreditCodeMayBind() {
        assertThat(decide(Forms.enterprise("1A10"), SampleHolders.enterprise("1A10")))
                .isInstanceOf(Decision.Register.class);
    }

    @Test
    void anOldCertificateWithTheOrganisationCodeAgreesWithTheCreditCodeThatHoldsIt() {
        assertThat(decide(Forms.enterprise("1A10"), SampleHolders.enterprise("1A10", "722619411")))
                .isInstanceOf(Decision.Register.class);
    }

    @Test
    void anotherCodeThanTheCertificatesIsRefused() {
        Forms form = Forms.enterprise("1A10").with("unified_social_credit_code", SampleHolders.OTHER_CREDIT_CODE);

        assertThat(code(decide(form, SampleHolders.enterprise("1A10")))).isEqualTo("code-mismatch");
        assertThat(code(decide(form, SampleHolders.enterprise("1A10", "722619411")))).isEqualTo("code-mismatch");
    }

    /** One identity number in 31 passes for a credit code: typed into the wrong field it must not reach the audit. */
    @Test
    void anIdentityNumberInTheCodesPlaceIsNotQuoted() {
        Forms form = Forms.enterprise("1A10").with("unified_social_credit_code", "510102198001010388");

        assertThat(decide(form, SampleHolders.enterprise("1A10")))
                .isInstanceOfSatisfying(Decision.TurnAway.class, away -> assertThat(away.refusal().detail())
                        .contains("entered 510***********0388").doesNotContain("19800101"));
    }

    @Test
    void anOldOrganisationCodeWithItsHyphenAlreadyReadAwayIsCharactersNineToSeventeen() {
        String middle = SampleHolders.CREDIT_CODE.substring(8, 17);

        assertThat(decide(Forms.enterprise("1A10"), SampleHolders.enterprise("1A10", middle)))
                .isInstanceOf(Decision.Register.class);
        assertThat(code(decide(Forms.enterprise("1A10"), SampleHolders.enterprise("1A10", "123456788"))))
                .isEqualTo("code-mismatch");
    }

    @Test
    void aCodeThatWasIssuedThoughItFailsItsCheckDigitMayBind() {
        Forms form = Forms.enterprise("1A10").with("unified_social_credit_code", " 91350203m0001qay9b ");
        VerifiedHolder holder = SampleHolders.enterprise("1A10", "91350203M0001QAY9B");

        assertThat(form.read(enterprise).errors()).isEmpty();
        assertThat(decide(form, holder)).isInstanceOf(Decision.Register.class);
        assertThat(Forms.enterprise("1A10").with("unified_social_credit_code", "91350203M0001QAY9A")
                .read(enterprise).errors()).containsKey("unified_social_credit_code");
    }

    @Test
    void aCaThatCannotTellEmployeesApartHasTheApplicantConfirm() {
        Binding strict = new EnterpriseBinding(
                "150100"::equals, new CaRules(dev.tamga.ca.holder.CodeExceptions.NONE, ca -> false));
        Forms form = Forms.enterprise("1A10");
        VerifiedHolder holder = SampleHolders.enterprise("1A10");

        assertThat(strict.decide(form.read(strict), holder)).isEqualTo(new Decision.Correct(
                Map.of("enterprise_key_confirmed", "binding.error.enterprise-key")));
        assertThat(decide(form, holder)).isInstanceOf(Decision.Register.class);
        form.with("enterprise_key_confirmed", "true");
        assertThat(strict.decide(form.read(strict), holder)).isInstanceOf(Decision.Register.class);
        assertThat(form.read(strict).shown()).containsEntry("enterprise_key_confirmed", "true");
        assertThat(form.with("enterprise_key_confirmed", "yes").read(strict).errors())
                .containsOnlyKeys("enterprise_key_confirmed");
    }

    @Test
    void aCertificateWithoutACodeCannotBind() {
        assertThat(code(decide(Forms.enterprise("1A10"), SampleHolders.enterprise("1A10", null))))
                .isEqualTo("holder-unidentified");
    }

    @Test
    void aLegalRepresentativesKeyBindsNothingWhateverCodeItHolds() {
        assertThat(code(decide(Forms.enterprise("1A10"), SampleHolders.legalRepresentative("1A10"))))
                .isEqualTo("legal-representative-key");
        assertThat(code(person.decide(
                        Forms.person("1A10").read(person), SampleHolders.legalRepresentative("1A10"))))
                .isEqualTo("legal-representative-key");
    }

    @Test
    void aPersonalKeyBindsNoEnterpriseAndAnEnterpriseKeyNoPerson() {
        assertThat(code(decide(Forms.enterprise("1A10"), SampleHolders.person("1A10", Optional.empty()))))
                .isEqualTo("legal-representative-key");
        assertThat(code(person.decide(Forms.person("1A10").read(person), SampleHolders.enterprise("1A10"))))
                .isEqualTo("holder-unidentified");
    }

    @Test
    void whatWasReadFromTheKeyMustAgreeWithTheCertificate() {
        Forms form = Forms.enterprise("2B20").with("subject_name", "另一家公司");

        assertThat(decide(form, SampleHolders.enterprise("1A10"))).isEqualTo(new Decision.Correct(Map.of(
                "subject_name", "binding.error.differs", "key_number", "binding.error.differs")));
    }

    @Test
    void aNameWithTheCasOwnMarksAroundItAgrees() {
        Forms form = Forms.enterprise("001a10")
                .with("subject_name", "051@" + SampleHolders.NAME + "@N91110108722619411A@1");

        assertThat(decide(form, SampleHolders.enterprise("1A10"))).isInstanceOf(Decision.Register.class);
    }

    @Test
    void aNumberThatTheCaWritesAsCommonNameAgrees() {
        VerifiedHolder holder = SampleHolders.enterprise("1A10");
        VerifiedHolder snca = new VerifiedHolder(
                holder.ca(), holder.kind(), "青城建设", "青城建设", holder.code(), holder.identityNumber(),
                holder.holderId(), holder.region(), holder.key());

        assertThat(decide(Forms.enterprise("1A10").with("subject_name", SampleHolders.NAME), snca))
                .isInstanceOf(Decision.Register.class);
        assertThat(decide(Forms.enterprise("1A10").with("subject_name", "公司"), snca))
                .isInstanceOf(Decision.Correct.class);
    }

    @Test
    void anIdentityNumberComesFromTheCertificateOrFromTheForm() {
        Forms silent = Forms.person("1A10").without("identity_number");
        VerifiedHolder certified = SampleHolders.person("1A10", Optional.of(SampleHolders.IDENTITY_NUMBER));
        VerifiedHolder uncertified = SampleHolders.person("1A10", Optional.empty());

        assertThat(person.decide(silent.read(person), certified)).isInstanceOf(Decision.Register.class);
        assertThat(person.decide(Forms.person("1A10").read(person), uncertified)).isInstanceOf(Decision.Register.class);
        assertThat(person.decide(silent.read(person), uncertified))
                .isEqualTo(new Decision.Correct(Map.of("identity_number", "binding.error.required")));
    }

    @Test
    void anotherIdentityNumberThanTheCertificatesIsRefused() {
        VerifiedHolder certified = SampleHolders.person("1A10", Optional.of("110105198001010016"));

        assertThat(code(person.decide(Forms.person("1A10").read(person), certified))).isEqualTo("code-mismatch");
    }

    private Decision decide(Forms form, VerifiedHolder holder) {
        BindingForm read = form.read(enterprise);
        assertThat(read.errors()).isEmpty();
        return enterprise.decide(read, holder);
    }

    private static String code(Decision decision) {
        return decision instanceof Decision.TurnAway away ? away.refusal().code() : decision.toString();
    }
}
