package dev.tamga.ca.holder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Check digits and names. */
class CodesTest {

    @ParameterizedTest
    @ValueSource(strings = {"91110108722619411A", "91610131MA6TX75M52", "91110000600001760P", "91420103055737157W",
        "913301103418580566", " 91110108722619411a ", "９１１１０１０８７２２６１９４１１Ａ",
        "91110108-722619411A", "91110108 722619411\u00a0A\u200b"})
    void realCreditCodeIsValid(String code) {
        assertThat(CreditCode.of(code)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "91350203M0001QAY9B", "91110108722619411B", "91110108722619411", "91110108722619411AA",
        "9111010872261941IA"})
    void wrongCreditCodeIsNot(String code) {
        assertThat(CreditCode.of(code)).isEmpty();
    }

    @Test
    void everySingleWrongCharacterOfACreditCodeIsFound() {
        String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        String code = "91110108722619411A";
        for (int i = 0; i < code.length(); i++) {
            for (char other : alphabet.toCharArray()) {
                String changed = code.substring(0, i) + other + code.substring(i + 1);
                assertThat(CreditCode.of(changed).isPresent()).isEqualTo(changed.equals(code));
            }
        }
    }

    @Test
    void creditCodeContainsTheOrganisationCode() {
        String organisation = CreditCode.of("91110108722619411A").orElseThrow().organisationCode();

        assertThat(organisation).isEqualTo("722619411");
        assertThat(OrganisationCode.of(organisation).orElseThrow().printed()).isEqualTo("72261941-1");
    }

    @ParameterizedTest
    @CsvSource({"72261941-1, true", "７２２６１９４１－１, true", "72261941—1, true", "72261941－1, true", "722619411, true", "72261941-2, false", "00000000-0, false", "7226194, false"})
    void organisationCodeIsChecked(String code, boolean valid) {
        assertThat(OrganisationCode.of(code).isPresent()).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "11010519491231002X, true", "11010519491231002x, true", "110105194912310021, false", "440524188001010014, true",
        // The check digit is right, the date is none.
        "11010519491331002X, false", "34798237498273489, false", "123123123123156666, false"
    })
    void identityNumberIsChecked(String number, boolean valid) {
        assertThat(IdentityNumber.of(number).isPresent()).isEqualTo(valid);
    }

    @Test
    void identityNumberIsNeverSpelledOut() {
        IdentityNumber number = IdentityNumber.of("11010519491231002X").orElseThrow();

        assertThat(number.masked()).isEqualTo("110***********002X");
        assertThat(number.toString()).doesNotContain("19491231");
    }

    @Test
    void invalidCodesCannotBeConstructed() {
        assertThatThrownBy(() -> new OrganisationCode("x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IdentityNumber("x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "青城公司（演示）, 青城公司(演示)", "青城公司【演示】, 青城公司（演示）", "ＡＢＣ公司, abc公司", "' 青城 公司\u3000', 青城公司",
        "青城\u200B公司, 青城公司",
        "［青城］公司, 〔青城〕公司", "ＡＢＣ－D公司, ABC—d公司", "阿·青公司, 阿・青公司", "青城\u00a0公司, 青城公司"
    })
    void spellingsOfOneNameAreEqual(String one, String other) {
        assertThat(HolderName.normalise(one)).isEqualTo(HolderName.normalise(other));
    }

    @Test
    void differentNamesStayDifferent() {
        assertThat(HolderName.normalise("山西公司")).isNotEqualTo(HolderName.normalise("陕西公司"));
    }

    /** Rare Han characters are written as private ones, or as ones that came after this Java. */
    @ParameterizedTest
    @CsvSource({"张\uE863, 张\uE864", "张\uE863, 张", "张\uDB80\uDC01, 张\uDB80\uDC02", "张\uD88E\uDFF0, 张"})
    void charactersWithoutANameTellNamesApart(String one, String other) {
        assertThat(HolderName.normalise(one)).isNotEqualTo(HolderName.normalise(other));
    }
}
