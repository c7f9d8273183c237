package dev.tamga.idp.signin;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletResponse;

import dev.tamga.ca.Refusal;
import dev.tamga.idp.RefusalPages;
import dev.tamga.idp.signin.RefusalPage.Help;

import static org.assertj.core.api.Assertions.assertThat;

final class RefusalPageTest {

    static Stream<Refusal> everyRefusal() {
        return RefusalPages.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everyRefusal")
    void everyRefusalIsAnAnswerOfTheFlowButThoseThatAskForPatience(Refusal refusal) {
        HttpStatus expected = switch (refusal.code()) {
            case "rate-limited" -> HttpStatus.TOO_MANY_REQUESTS;
            case "revocation-unavailable" -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.OK;
        };

        assertThat(RefusalPage.answer(refusal).status()).isEqualTo(expected);
        assertThat(RefusalPage.answer(refusal).problemStatus().isError()).isTrue();
    }

    @Test
    void whatTheCaDecidedSendsTheBidderToTheCa() {
        assertThat(RefusalPage.answer(new Refusal.Revoked("")).help()).isEqualTo(Help.CA);
        assertThat(RefusalPage.answer(new Refusal.Suspended("")).help()).isEqualTo(Help.CA);
        assertThat(RefusalPage.answer(new Refusal.Expired("")).help()).isEqualTo(Help.CA);
        assertThat(RefusalPage.answer(new Refusal.NotBound("")).help()).isEqualTo(Help.HERE);
    }

    @Test
    void pausedCaSaysWhenItIsAskedAgain() {
        var paused = new MockHttpServletResponse();
        RefusalPage.announce(
                new Refusal.RevocationUnavailable("", Optional.of(Duration.ofSeconds(30))), paused);
        assertThat(paused.getHeader("Retry-After")).isEqualTo("30");

        var silent = new MockHttpServletResponse();
        RefusalPage.announce(new Refusal.RevocationUnavailable(""), silent);
        assertThat(silent.getHeader("Retry-After")).isNull();
    }
}
