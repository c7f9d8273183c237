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
import dev.tamga.idp.Browser;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.Race;
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
        new Bidder(RunningTamga.get()).bind("bjca-enterprise");
        bidder.signIn("bjca-enterprise");
        HttpResponse<String> page = bidder.browser().get(logout(Map.of("id_token_hint", old)));
        assertThat(page.body()).contains("id=\"sign-out-confirm\"");
        assertThat(isSignedIn()).isTrue();
    }

    /** A platform's cross-site POST brings no Lax cookie: the hint alone says which session is meant. */
    @Test
    void aPostedHintEndsItsSessionWithoutTheCookie() throws Exception {
        Browser platformsPost = RunningTamga.get().browser();
        HttpResponse<String> answer = platformsPost.post("/connect/logout", Map.of(
                "id_token_hint", new String[] {tokens.text("id_token")},
                "post_logout_redirect_uri", new String[] {BACK}));

        assertThat(location(answer)).isEqualTo(BACK);
        assertThat(isSignedIn()).isFalse();
        assertThat(platform.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void aNewSignInGoesOnWithTheSessionUnderANewCookie() throws Exception {
        String before = bidder.browser().cookies().get("__Host-tamga");
        bidder.signIn(KEY);
        String after = bidder.browser().cookies().get("__Host-tamga");
        assertThat(after).isNotEqualTo(before);

        bidder.browser().cookies().put("__Host-tamga", before);
        assertThat(isSignedIn()).as("the old cookie").isFalse();
        bidder.browser().cookies().put("__Host-tamga", after);
        assertThat(platform.userInfo(tokens.text("access_token")).statusCode()).isEqualTo(200);
        bidder.browser().get("/portal");
        bidder.browser().post("/sign-out", Map.of());
        assertThat(platform.userInfo(tokens.text("access_token")).statusCode())
                .as("signing out ends what came before the second signature").isEqualTo(401);
    }

    @Test
    void anotherCompanysSignInEndsTheFirstOnes() throws Exception {
        new Bidder(RunningTamga.get()).bind("bjca-enterprise");
        bidder.signIn("bjca-enterprise");
        assertThat(platform.userInfo(tokens.text("access_token")).statusCode()).isEqualTo(401);
        assertThat(platform.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void noGrantSurvivesASignOutThatRacesWithIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            bidder.signIn(KEY);
            bidder.browser().get("/portal");
            List<HttpResponse<String>> both = Race.run(2, i -> () -> i == 0
                    ? bidder.browser().get(PlatformClient.authorize(platform.request()))
                    : bidder.browser().post("/sign-out", Map.of()));
            String code = PlatformClient.query(both.get(0)).get("code");
            if (code != null) {
                assertThat(platform.redeem(code).text("error")).as("round %d", round).isEqualTo("invalid_grant");
            }
        }
    }
}
