package dev.tamga.idp.binding;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "13800138000, +8613800138000",
        "138 0013 8000, +8613800138000",
        "0471-5317961, +864715317961",
        "（0755）86564533, +8675586564533",
        "010-12345678, +861012345678",
        "400-998-0000, +864009980000",
        "+86 13800138000, +8613800138000",
        "+49 30 901820, +4930901820"
    })
    void whatPeopleWriteBecomesE164(String written, String number) {
        assertThat(PhoneNumber.of(written)).contains(new PhoneNumber(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "5317961", "12800138000", "+0123456789", "1380013800a", "13800138000;rm"})
    void whatIsNoTelephoneNumberIsNone(String written) {
        assertThat(PhoneNumber.of(written)).isEmpty();
    }
}
