package dev.tamga.idp.account;

import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** 「授权记录」: security checklist row 32, over real HTTP. */
@Tag("database")
final class OwnConsentsTest {
    private static final String KEY = "szca-enterprise";
    private static final String WITHDRAW = "/account/consents/150100/withdraw";

    private RunningTamga tamga;
    private Bidder bidder;
    private PlatformClient platform;
    private Journey journey;

    @BeforeEach
    void signIn() throws Exception {
        tamga = RunningTamga.get();
        tamga.jdbi().useHandle(handle -> handle.execute("delete from consent"));
        bidder = new Bidder(tamga);
        bidder.bind(KEY);
        bidder.signIn(KEY);
        platform = new PlatformClient(tamga, "150100");
        journey = new Journey(bidder, KEY);
    }

    private PlatformClient.Answer arrive(String scope) throws Exception {
        Map<String, String> request = platform.request();
        request.put("scope", scope);
        return platform.redeem(PlatformClient.query(journey.walk(request)).get("code"));
    }

    private String list() throws Exception {
        return bidder.browser().get("/account/consents").body();
    }

    @Test
    void whatIsSharedIsListedByNameWithItsPlatformAndUntilWhen() throws Exception {
        assertThat(list()).contains("id=\"no-consents\"", "您还没有授权任何交易平台");
        arrive("openid profile phone");

        assertThat(list()).contains("data-platform=\"150100\"", "呼和浩特市公共资源交易平台（新版）", "主体名称", "用户名", "联系电话")
                .doesNotContain("注册资本", "单位地址")
                .containsPattern("20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} 北京时间");
    }

    @Test
    void anIdentifierAloneIsListedAsThat() throws Exception {
        arrive("openid");
        assertThat(list()).contains("仅确认您的身份标识");
    }

    @Test
    void aWithdrawalIsConfirmedFirstAndEndsWhatThePlatformHolds() throws Exception {
        PlatformClient.Answer tokens = arrive("openid profile");

        assertThat(bidder.browser().get(WITHDRAW).body()).contains("id=\"withdraw-confirm\"", "确认撤销授权");
        assertThat(platform.userInfo(tokens.text("access_token")).statusCode()).as("asking ends nothing").isEqualTo(200);
        HttpResponse<String> answer = bidder.browser().post(WITHDRAW, Map.of());

        assertThat(location(answer)).isEqualTo("/account/consents?withdrawn=150100");
        assertThat(bidder.browser().get(location(answer)).body())
                .contains("id=\"withdrawn\"", "已撤销对呼和浩特市公共资源交易平台（新版）的授权");
        assertThat(platform.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(platform.userInfo(tokens.text("access_token")).statusCode()).isEqualTo(401);
        assertThat(location(bidder.browser().get(PlatformClient.authorize(platform.request())))).startsWith("/consent");
    }

    @Test
    void aSecondClickAndAnOldConfirmationPageAreHarmless() throws Exception {
        arrive("openid profile");
        bidder.browser().get(WITHDRAW);
        bidder.browser().post(WITHDRAW, Map.of());
        assertThat(location(bidder.browser().post(WITHDRAW, Map.of()))).isEqualTo("/account/consents?withdrawn=150100");
        assertThat(location(bidder.browser().get(WITHDRAW))).isEqualTo("/account/consents");
    }

    @Test
    void aForgedFormTakesNothingBack() throws Exception {
        arrive("openid profile");
        assertThat(bidder.browser().post(WITHDRAW, Map.of("_csrf", new String[] {"forged"})).statusCode()).isEqualTo(403);
        assertThat(list()).contains("data-platform=\"150100\"");
        assertThat(bidder.browser().get("/account/consents?withdrawn=150100").body())
                .as("an address alone says nothing").doesNotContain("id=\"withdrawn\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "%0d%0aSet-Cookie:x=1", "a%2fb", "%E5%91%BC", "150200"})
    void aPlatformWithoutAConsentIsNoFault(String id) throws Exception {
        list();
        HttpResponse<String> answer = bidder.browser().post("/account/consents/" + id + "/withdraw", Map.of());
        assertThat(answer.statusCode()).isIn(303, 400, 404);
        assertThat(location(answer)).isIn("", "/account/consents", "/account/consents?withdrawn=150200");
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("x="));
    }
}
