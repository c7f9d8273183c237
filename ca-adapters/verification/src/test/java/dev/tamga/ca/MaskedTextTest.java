package dev.tamga.ca;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Identity numbers in names, with and without something glued to them; codes and serial numbers stay. */
class MaskedTextTest {
    @ParameterizedTest(name = "{0} is shown as {1}")
    @CsvSource({
        "11010519491231002X, 110***********002X", "11010519491231002x, 110***********002x",
        "CN=041@0110105194912310021@张三@00000001, CN=041@0110***********0021@张三@00000001",
        "SF11010519491231002X, SF110***********002X", "110105491231002, 110*********002",
        "91110108722619411A, 91110108722619411A", "913301103418580566, 913301103418580566",
        "72261941-1, 72261941-1", "CN=61011354550990, CN=61011354550990", "1A1000000000A547FC, 1A1000000000A547FC",
        "2026-11-21T02:00:00Z, 2026-11-21T02:00:00Z"
    })
    void identityNumbersAreMaskedAndNothingElse(String text, String shown) {
        assertThat(MaskedText.of(text)).isEqualTo(shown);
    }
}
