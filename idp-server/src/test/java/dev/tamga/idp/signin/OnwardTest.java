package dev.tamga.idp.signin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

final class OnwardTest {
    private static final String REQUEST = "r".repeat(43);
    private static final String KEY = "a".repeat(26);

    @ParameterizedTest
    @ValueSource(strings = {
        "/account", "/account/edit", "/account/keys", "/account/keys/add", "/account/consents", "/account/sign-ins",
        "/account/sign-out", "/account/consents/150100/withdraw",
        "/account/keys/aaaaaaaaaaaaaaaaaaaaaaaaaa/freeze", "/account/keys/aaaaaaaaaaaaaaaaaaaaaaaaaa/unfreeze"})
    void aPageOfOnesOwnDataIsComeBackTo(String page) {
        Onward onward = new Onward(null, page);

        assertThat(onward.page()).isEqualTo(page);
        assertThat(onward.after("/sign-in")).isEqualTo("/sign-in?to=" + page);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "/", "/portal", "//evil.example", "//evil.example/account", "https://evil.example/account", "/\\evil.example",
        "\\\\evil.example", "/account/../../evil", "/account//evil.example", "/account/@evil.example", "/account\t",
        "/account/keys/add\r\nSet-Cookie: x=1", "/account/keys/add?x=1", "/account/keys/add#x", "/account%2f..%2f",
        "/account.evil.example", "/accounts", "javascript:alert(1)", "/account/keys/add,/account/edit", " /account",
        "/account/data.json", "/account/keys/x/freeze", "/account/keys/aaaaaaaaaaaaaaaaaaaaaaaaaa/label",
        "/account/consents/a%2fb/withdraw", "/account/consents//evil.example/withdraw", "/ACCOUNT", "/oauth2/authorize"})
    void anythingElseIsNowhere(String page) {
        Onward onward = new Onward(null, page);

        assertThat(onward.to()).isNull();
        assertThat(onward.page()).isEqualTo("/portal");
        assertThat(onward.after("/sign-in")).isEqualTo("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "<script>", "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr\r\n"})
    void aRequestThatCannotBeOneIsNone(String id) {
        assertThat(new Onward(id, null).after("/sign-in")).isEqualTo("/sign-in");
    }

    @Test
    void aPlatformsRequestGoesFirst() {
        assertThat(new Onward(REQUEST, "/account").after("/sign-in")).isEqualTo("/sign-in?request=" + REQUEST);
    }

    @Test
    void onlyWhatWasOpenedIsOpenedAgainNotWhatWasSent() {
        assertThat(Onward.signIn(new MockHttpServletRequest("GET", "/account/keys/" + KEY + "/freeze")))
                .isEqualTo("/sign-in?to=/account/keys/" + KEY + "/freeze");
        assertThat(Onward.signIn(new MockHttpServletRequest("POST", "/account/keys/" + KEY + "/freeze")))
                .isEqualTo("/sign-in");
    }
}
