package dev.tamga.idp.unbinding;

import java.security.SecureRandom;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class RequestNumberTest {
    @Test
    void numbersAreReadAsPeopleTypeThem() {
        RequestNumber number = RequestNumber.next(new SecureRandom());
        assertThat(RequestNumber.of(" " + number.shown() + "\n")).contains(number);
        assertThat(RequestNumber.of("４８２１ 0937　5562–1840")).contains(new RequestNumber("4821093755621840"));
        for (String bad : List.of("", "1", "1".repeat(17), "1".repeat(15) + "x", "1".repeat(1_000_000))) {
            assertThat(RequestNumber.of(bad)).isEmpty();
        }
    }
}
