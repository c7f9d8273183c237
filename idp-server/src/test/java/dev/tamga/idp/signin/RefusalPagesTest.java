package dev.tamga.idp.signin;

import java.net.http.HttpResponse;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tamga.idp.RefusalPages;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** Every refusal has its page, in both languages, for sign-in and for binding. */
final class RefusalPagesTest {

    static Stream<Arguments> everyPage() {
        return RefusalPages.all().stream().flatMap(refusal -> Stream.of("zh-CN", "en").flatMap(language ->
                Stream.of("sign-in", "bind").map(purpose -> Arguments.of(refusal.code(), language, purpose))));
    }

    @ParameterizedTest
    @MethodSource("everyPage")
    void aRefusalHasAPageWithItsCodeItsNextStepAndNothingForOperators(String code, String language, String purpose)
            throws Exception {
        HttpResponse<String> page = RunningTamga.get().browser()
                .language(language)
                .get("/test/refusal/" + purpose + "/" + code);

        assertThat(page.statusCode()).isIn(200, 429, 503);
        assertThat(page.body())
                .contains("id=\"error-page\"")
                .contains("data-code=\"" + code + "\"")
                .contains("id=\"refusal-action\"")
                .containsPattern("data-incident=\"[a-z2-7]{10}\"")
                .doesNotContain("??")
                .doesNotContain("for operators alone");
    }
}
