package dev.tamga.forge.demo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class MadeUpCodeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "91110108722619411A",
                "91610131MA6TX75M52",
                "91110000600001760P",
                "91420103055737157W",
                "913301103418580566"
            })
    void checkDigitsAgreeWithIssuedCreditCodes(String issued) {
        assertThat(MadeUpCode.creditDigit(issued.substring(0, 17))).isEqualTo(issued.charAt(17));
        assertThat(MadeUpCode.organisationDigit(issued.substring(8, 16))).isEqualTo(issued.charAt(16));
    }

    @Test
    void identityDigitAgreesWithTheStandardsExample() {
        // The example printed in GB 11643-1999.
        assertThat(MadeUpCode.identityDigit("11010519491231002")).isEqualTo('X');
    }

    @Test
    void spoiltCodeDiffersInItsLastCharacterOnly() {
        String code = MadeUpCode.credit("150102", "01");

        assertThat(MadeUpCode.spoilt(code)).hasSize(18).startsWith(code.substring(0, 17)).isNotEqualTo(code);
    }
}
