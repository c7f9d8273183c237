package dev.tamga.idp.binding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

final class BindingFormTest {
    private final Binding enterprise = new EnterpriseBinding("150100"::equals, Forms.CAS);
    private final Binding person = new PersonBinding(new IdentityHash(new byte[32]));

    @Test
    void aCompleteFormHasNoErrors() {
        assertThat(Forms.enterprise("1A10").read(enterprise).errors()).isEmpty();
        assertThat(Forms.person("1A10").read(person).errors()).isEmpty();
    }

    @Test
    void whatTheKeySignsIsEveryFieldThatIsNotEmptyExactlyAsItWasSent() {
        BindingForm form = Forms.enterprise("1A10")
                .with("address", "")
                .with("legal_representative", " 张三 ")
                .with("_csrf", "token")
                .with("proof", "{}")
                .read(enterprise);

        assertThat(form.shown())
                .containsEntry("subject_types", "bidder,supplier")
                .containsEntry("legal_representative", " 张三 ")
                .doesNotContainKeys("address", "_csrf", "proof")
                .hasSize(11);
        assertThat(form.get("legal_representative")).isEqualTo("张三");
    }

    @Test
    void everyRequiredFieldThatIsMissingIsNamedAtOnce() {
        BindingForm form = Forms.enterprise("1A10")
                .without("legal_representative")
                .without("subject_types")
                .with("applicant_name", "   ")
                .read(enterprise);

        assertThat(form.errors())
                .containsOnlyKeys("legal_representative", "subject_types", "applicant_name")
                .containsValue("binding.error.required");
    }

    @ParameterizedTest
    @CsvSource({
        "unified_social_credit_code, 91110108722619411B, binding.error.credit-code",
        "unified_social_credit_code, 12345678-8, binding.error.credit-code",
        "division_code, 110000, binding.error.choice",
        "applicant_name, '李四\u009b2J', binding.error.text",
        "applicant_name, '李四\u202e', binding.error.text",
        "ca_platform, nowhere, binding.error.choice",
        "subject_types, 'bidder,admin', binding.error.choice",
        "subject_types, 'bidder,bidder', binding.error.choice",
        "subject_types, ',', binding.error.choice",
        "applicant_phone, 12345, binding.error.phone",
        "contact_phone, abc, binding.error.phone",
        "registered_capital, 1e9, binding.error.capital",
        "registered_capital, -5, binding.error.capital",
        "registered_capital, 1.23456, binding.error.capital",
        "key_medium_number, 'a b', binding.error.medium"
    })
    void aFieldThatBreaksItsRuleIsNamedWithItsMessage(String field, String value, String error) {
        assertThat(Forms.enterprise("1A10").with(field, value).read(enterprise).errors())
                .containsExactly(java.util.Map.entry(field, error));
    }

    @Test
    void aTextWithControlCharactersOrBeyondItsLengthIsNamed() {
        BindingForm form = Forms.enterprise("1A10")
                .with("legal_representative", "张\u0000三")
                .with("applicant_unit", "公".repeat(201))
                .with("address", "路".repeat(300))
                .read(enterprise);

        assertThat(form.errors())
                .containsOnlyKeys("legal_representative", "applicant_unit")
                .containsValue("binding.error.text");
    }

    @Test
    void anIdentityNumberWithAWrongCheckDigitIsNamed() {
        assertThat(Forms.person("1A10").with("identity_number", "110105194912310021").read(person).errors())
                .containsEntry("identity_number", "binding.error.identity-number");
    }

    @Test
    void aFieldSentTwiceIsNoFormOfOurs() {
        assertThatExceptionOfType(ResponseStatusException.class)
                .isThrownBy(() -> Forms.enterprise("1A10").with("division_code", "150100", "150200").read(enterprise))
                .satisfies(fault -> assertThat(fault.getStatusCode().value()).isEqualTo(400));
    }
}
