package dev.tamga.idp.web;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** The address under which a refusal is read again holds words of ours and nothing else. */
final class RefusalAgainTest {
    private static final String PATH = "/sign-in/refusal?";

    private static HttpResponse<String> get(String query) throws Exception {
        return RunningTamga.get().browser().get(PATH + query);
    }

    @Test
    void itSaysTheSameInTheOtherLanguage() throws Exception {
        HttpResponse<String> page = get("code=revoked&purpose=sign-in&ca=bjca&incident=abcdefghij&lang=en");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(Bidder.code(page)).isEqualTo("revoked");
        assertThat(page.body()).contains("400-9197-888", "data-incident=\"abcdefghij\"",
                "href=\"/sign-in/refusal?code=revoked&amp;purpose=sign-in&amp;ca=bjca&amp;incident=abcdefghij&amp;lang=zh-CN\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "code=", "code=csrf&purpose=sign-in", "code=revoked", "code=revoked&purpose=steal",
        "code=revoked&purpose=sign-in&ca=%22%3E%3Cscript%3E", "code=%3Cscript%3E&purpose=sign-in",
        "code=revoked&purpose=sign-in&ca="})
    void anythingElseIsNoPage(String query) throws Exception {
        HttpResponse<String> page = get(query);
        assertThat(page.statusCode()).as(query).isEqualTo(404);
        assertThat(page.body()).doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident=%3Cscript%3E", "request=%3Cscript%3E", "incident=Call+me", "ca=nobody"})
    void whatIsNotOursIsLeftOut(String part) throws Exception {
        HttpResponse<String> page = get("code=revoked&purpose=sign-in&" + part);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body().substring(page.body().indexOf("<main"))).doesNotContain("script&gt;", "<script>", "Call me");
    }
}
