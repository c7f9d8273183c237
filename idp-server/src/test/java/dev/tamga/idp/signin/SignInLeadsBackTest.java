package dev.tamga.idp.signin;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** Who is sent to sign in comes back to the page of before, and nobody comes to anybody else's (decision 0060). */
@Tag("database")
final class SignInLeadsBackTest {
    private static final String KEY = "snca-enterprise";
    private static final String PAGE = "/account/keys/add";

    private RunningTamga tamga;
    private Bidder bidder;

    @BeforeEach
    void bind() throws Exception {
        tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
        bidder.bind(KEY);
    }

    private HttpResponse<String> signIn(String key, String to) throws Exception {
        return bidder.browser().post("/sign-in", Map.of(
                "proof", new String[] {bidder.proof(key, bidder.challenge(Purpose.SIGN_IN, Map.of()))},
                "to", new String[] {to}));
    }

    @Test
    void afterSigningInThePageOfBeforeIsOneButtonAway() throws Exception {
        String toSignIn = location(bidder.browser().get(PAGE));
        assertThat(toSignIn).isEqualTo("/sign-in?to=" + PAGE);
        assertThat(bidder.browser().get(toSignIn).body())
                .contains("name=\"to\" value=\"" + PAGE + "\"", "href=\"/sign-in?to=" + PAGE + "&amp;lang=en\"");

        String certificate = location(signIn(KEY, PAGE));
        assertThat(certificate).isEqualTo("/sign-in/certificate?to=" + PAGE);
        assertThat(bidder.browser().get(certificate).body())
                .contains("id=\"continue\" href=\"" + PAGE + "\"", "返回刚才的页面").doesNotContain("进入授权");
        assertThat(bidder.browser().get(PAGE).statusCode()).isEqualTo(200);
    }

    @Test
    void aRefusalKeepsTheWay() throws Exception {
        bidder.browser().get("/sign-in?to=" + PAGE);
        HttpResponse<String> refused = signIn("bjca-suspended", PAGE);

        assertThat(Bidder.code(refused)).isEqualTo("suspended");
        assertThat(refused.body()).contains("href=\"/sign-in?to=" + PAGE + "\"", "&amp;to=" + PAGE + "&amp;");
        assertThat(bidder.browser().get("/sign-in/refusal?code=suspended&purpose=sign-in&to=" + PAGE).body())
                .contains("href=\"/sign-in?to=" + PAGE + "\"");
    }

    @Test
    void aWrongPinInTheDemosFormKeepsTheWay() throws Exception {
        bidder.browser().get("/sign-in?to=" + PAGE);
        HttpResponse<String> again = bidder.browser().post("/sign-in/demo-key", Map.of(
                "key", new String[] {"nobodys"}, "pin", new String[] {"000000"}, "to", new String[] {PAGE}));

        assertThat(again.body()).contains("name=\"to\" value=\"" + PAGE + "\"", "href=\"/sign-in?to=" + PAGE + "&amp;lang=en\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "//evil.example/", "https://evil.example", "/\\evil.example", "/account/../..//evil.example", "javascript:alert(1)",
        "/account\r\nSet-Cookie: stolen=1", "/account?next=//evil.example", "/oauth2/authorize?client_id=150100", "/sign-out"})
    void aHostileWayLeadsToThePortal(String to) throws Exception {
        String page = bidder.browser().get("/sign-in?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8)).body();
        assertThat(page).doesNotContain("name=\"to\"");

        HttpResponse<String> answer = signIn(KEY, to);
        assertThat(location(answer)).isEqualTo("/sign-in/certificate");
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("stolen"));
        String certificate = bidder.browser()
                .get("/sign-in/certificate?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8)).body();
        assertThat(certificate).contains("id=\"continue\" href=\"/portal\"");
    }

    @Test
    void aPlatformsRequestGoesBeforeAPageOfOurs() throws Exception {
        String id = "r".repeat(43);
        String page = bidder.browser().get("/sign-in?request=" + id + "&to=" + PAGE).body();
        assertThat(page).contains("name=\"request\" value=\"" + id + "\"");
        assertThat(location(bidder.browser().post("/sign-in", Map.of(
                        "proof", new String[] {bidder.proof(KEY, bidder.challenge(Purpose.SIGN_IN, Map.of()))},
                        "request", new String[] {id}, "to", new String[] {PAGE}))))
                .isEqualTo("/sign-in/certificate?request=" + id);
    }
}
