package dev.tamga.idp.signout;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** RP-Initiated Logout and our own sign-out, over real HTTP. */
@Tag("database")
final class SignOutTest {
    private static final String KEY = "gxca-enterprise";
    private static final String BACK = "https://platform-150100.example/signed-out";

    private Bidder bidder;
    private PlatformClient platform;
    private PlatformClient.Answer tokens;

    @BeforeEach
    void signIn() throws Exception {
        RunningTamga tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
        platform = new PlatformClient(tamga, "150100");
        bidder.bind(KEY);
        HttpResponse<String> back = new Journey(bidder, KEY).walk(platform.request());
        tokens = platform.redeem(PlatformClient.query(back).get("code"));
    }

    private boolean isSignedIn() throws Exception {
        return bidder.browser().get("/portal").statusCode() == 200;
    }

    private static String logout(Map<String, String> parameters) {
        return "/connect/logout?" + parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .reduce((one, other) -> one + "&" + other)
                .orElse("");
    }

    @Test
    void theSessionsOwnHintSignsOutAtOnceAndEndsItsTokens() throws Exception {
        HttpResponse<String> answer = bidder.browser().get(logout(Map.of(
                "id_token_hint", tokens.text("id_token"), "post_logout_redirect_uri", BACK, "state", "s 1")));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo(BACK + "?state=s+1");
        assertThat(isSignedIn()).isFalse();
        assertThat(platform.userInfo(tokens.text("access_token")).statusCode()).isEqualTo(401);
        assertThat(platform.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void withoutAHintTheBidderIsAsked() throws Exception {
        for (String path : new String[] {
            "/connect/logout", logout(Map.of("client_id", "150100", "post_logout_redirect_uri", BACK))
        }) {
            HttpResponse<String> page = bidder.browser().get(path);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("id=\"sign-out-confirm\"");
            assertThat(isSignedIn()).as("a forged logout link signs nobody out").isTrue();
        }
        HttpResponse<String> confirmed = bidder.browser().post("/sign-out", Map.of());
        assertThat(confirmed.body()).contains("id=\"signed-out\"", "呼和浩特市公共资源交易平台（新版）");
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void confirmingNeedsThePagesToken() throws Exception {
        assertThat(bidder.browser().post("/sign-out", Map.of("_csrf", new String[] {"forged"})).statusCode())
                .isEqualTo(403);
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void aWrongRequestEndsOnAPageAndSignsNobodyOut() throws Exception {
        String hint = tokens.text("id_token");
        for (Map<String, String> wrong : List.of(
            Map.of("id_token_hint", "garbage"),
            Map.of("id_token_hint", hint.substring(0, hint.length() - 4) + "AAAA"),
            Map.of("id_token_hint", hint, "client_id", "150200"),
            Map.of("id_token_hint", hint, "post_logout_redirect_uri", "https://attacker.example/"),
            Map.of("post_logout_redirect_uri", BACK),
            Map.of("client_id", "nobody"))) {
            HttpResponse<String> answer = bidder.browser().get(logout(wrong));
            assertThat(answer.statusCode()).as(wrong.keySet().toString()).isEqualTo(400);
            assertThat(answer.body()).contains("id=\"error-page\"");
        }
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void anotherSessionsHintDoesNotSignThisOneOut() throws Exception {
        String old = tokens.text("id_token");
        bidder.signIn(KEY);
        HttpResponse<String> page = bidder.browser().get(logout(Map.of("id_token_hint", old)));
        assertThat(page.body()).contains("id=\"sign-out-confirm\"");
        assertThat(isSignedIn()).isTrue();
    }
}
