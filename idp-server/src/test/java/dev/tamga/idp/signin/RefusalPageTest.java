package dev.tamga.idp.signin;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatus;

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
    void whatEndsByItselfSaysWhen() {
        Optional<Duration> wait = Optional.of(Duration.ofSeconds(30));

        assertThat(RefusalPage.retryAfter(new Refusal.RevocationUnavailable("", wait))).isEqualTo(wait);
        assertThat(RefusalPage.retryAfter(new Refusal.RateLimited("", wait))).isEqualTo(wait);
        assertThat(RefusalPage.retryAfter(new Refusal.RevocationUnavailable(""))).isEmpty();
        assertThat(RefusalPage.retryAfter(new Refusal.Revoked(""))).isEmpty();
    }
}
