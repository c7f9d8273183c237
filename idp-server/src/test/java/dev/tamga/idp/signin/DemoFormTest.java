package dev.tamga.idp.signin;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.springframework.web.server.ResponseStatusException;

import dev.tamga.ca.Challenge.Purpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

final class DemoFormTest {
    private final DemoForm form = new DemoForm(null, Optional.empty());

    @Test
    void withoutTheDemosJarThereIsNoForm() {
        assertThat(form.list()).isNull();
    }

    @Test
    void withoutTheDemosJarNothingIsBehindTheFormsAddress() {
        var wanted = new DemoForm.Wanted("bjca-enterprise", "123456", Purpose.SIGN_IN, Map.of());

        assertThatExceptionOfType(ResponseStatusException.class)
                .isThrownBy(() -> form.make(wanted, new byte[32]))
                .satisfies(fault -> assertThat(fault.getStatusCode().value()).isEqualTo(404));
        assertThatExceptionOfType(ResponseStatusException.class).isThrownBy(() -> form.find("bjca-enterprise"));
    }

    @Test
    void whatTheFormAsksForDoesNotPrintItsPin() {
        assertThat(new DemoForm.Wanted("k", "123456", Purpose.SIGN_IN, Map.of("a", "b")).toString())
                .doesNotContain("123456");
    }
}
