package dev.tamga.idp.portal;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
final class PortalTest {
    private static final String KEY = "nmgca-enterprise";
    private static RunningTamga tamga;
    private static Bidder bidder;

    @BeforeAll
    static void signIn() throws Exception {
        tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
        bidder.bind(KEY);
        bidder.signIn(KEY);
    }

    private static HttpResponse<String> start(String platform) throws Exception {
        return bidder.browser().post("/portal/start", Map.of("platform", new String[] {platform}));
    }

    @Test
    void theThreeTabsHoldTheShippedPlatforms() throws Exception {
        String page = bidder.browser().get("/portal").body();

        assertThat(page)
                .contains("各盟市公共资源电子交易平台", "常用交易平台", "自治区", "东部盟市", "西部盟市")
                .containsPattern("data-platform=\"150100\" data-state=\"connected\" data-admitted=\"true\"")
                .containsPattern("data-platform=\"150400\" data-state=\"planned\"")
                .contains("尚未接入");
        assertThat(page.split("data-platform=\"150000-gc-")).as("systems have no tiles of their own").hasSize(1);
    }

    @Test
    void theFirstTabWithAPlatformToEnterIsOpen() throws Exception {
        assertThat(bidder.browser().get("/portal").body())
                .containsPattern("id=\"tab-west\" checked")
                .doesNotContainPattern("id=\"tab-region\" checked");
    }

    @Test
    void thePageSaysWhoIsSignedInAndWithWhichKey() throws Exception {
        assertThat(bidder.browser().get("/portal").body())
                .contains(tamga.card(KEY).holder().name())
                .contains("主锁", "action=\"/sign-out\"", "个人信息修改");
    }

    @Test
    void aStartSendsTheBidderToThePlatformWithOurIssuer() throws Exception {
        HttpResponse<String> answer = start("150100");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("https://platform-150100.example/login?iss="
                + URLEncoder.encode(tamga.issuer().toString(), StandardCharsets.UTF_8));
    }

    @Test
    void theFormMayEndAtConnectedPlatformsAlone() throws Exception {
        assertThat(bidder.browser().get("/portal").headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("form-action 'self' https://platform-150100.example https://platform-150200.example")
                .doesNotContain("/login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"150400", "150000-gc", "nowhere", "../x", ""})
    void aPlatformThatIsNotConnectedIsNotStarted(String platform) throws Exception {
        HttpResponse<String> answer = start(platform);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Bidder.code(answer)).isEqualTo("platform-off");
    }

    @Test
    void withoutASessionThePortalLeadsToSignIn() throws Exception {
        HttpResponse<String> answer = tamga.browser().get("/portal");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/sign-in");
    }

    /** The rows of domain.md §3's table, tab by tab, always in this order. */
    @Test
    void platformsComeInTheirOrder() throws Exception {
        String page = bidder.browser().get("/portal").body();
        assertThat(Pattern.compile("data-platform=\"([0-9-]+[a-z-]*)\"").matcher(page).results()
                        .map(found -> found.group(1)))
                .containsSubsequence("150000-gc", "150000-tk", "150400", "150500", "150700", "152200", "152500", "152501",
                        "150100", "150200", "150300", "150600", "150800", "150900", "152900");
    }

    @Test
    void aPlatformThatIsOffSaysSo() throws Exception {
        assertThat(bidder.browser().get("/portal").body())
                .containsPattern("data-platform=\"yanghe\" data-state=\"off\"")
                .contains("暂停服务", "该平台目前不能进入");
    }

    @ParameterizedTest
    @CsvSource({"hhht,150100", "包头,150200", "fjsz,150000-gc", "Wuhai,150300"})
    void aSearchLeavesWhatItFindsWithoutAnyScript(String query, String id) throws Exception {
        String page = bidder.browser().get("/portal?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).body();

        assertThat(shown(page)).contains(id).doesNotContain("150400");
        assertThat(page).contains("class=\"searching\"", "value=\"" + query + "\"")
                .containsPattern("id=\"search-none\" hidden");
    }

    @Test
    void aSearchThatFindsNothingSaysSo() throws Exception {
        for (String query : List.of("nowhere", "%3Cb%3Enowhere", "%00", "a".repeat(4000))) {
            HttpResponse<String> page = bidder.browser().get("/portal?q=" + query);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(shown(page.body())).isEmpty();
            assertThat(page.body()).contains("没有找到相符的交易平台").doesNotContain("<b>nowhere")
                    .doesNotContainPattern("id=\"search-none\" hidden");
        }
        assertThat(shown(bidder.browser().get("/portal?q=").body())).contains("150100", "150400");
    }

    /** The platforms of the tabs whose tiles are not hidden. */
    private static List<String> shown(String page) {
        return Pattern.compile("<li data-search=\"[^\"]*\"><article[^>]*data-platform=\"([^\"]+)\"").matcher(page).results()
                .map(found -> found.group(1))
                .toList();
    }
}
