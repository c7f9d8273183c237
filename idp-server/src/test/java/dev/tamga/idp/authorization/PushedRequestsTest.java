package dev.tamga.idp.authorization;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.Race;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestPlatforms;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** RFC 9126, over real HTTP. */
@Tag("database")
final class PushedRequestsTest {
    private static final String KEY = "szca-enterprise";

    private RunningTamga tamga;
    private Bidder bidder;
    private PlatformClient platform;

    @BeforeEach
    void bindOnce() throws Exception {
        tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
        platform = new PlatformClient(tamga, TestPlatforms.PUSHING);
        bidder.bind(KEY);
    }

    private String pushed() throws Exception {
        return platform.push(platform.request()).text("request_uri");
    }

    private static Map<String, String> named(String clientId, String uri) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("client_id", clientId);
        parameters.put("request_uri", uri);
        return parameters;
    }

    private HttpResponse<String> bring(Bidder who, String uri) throws Exception {
        return who.browser().get(PlatformClient.authorize(named(TestPlatforms.PUSHING, uri)));
    }

    @Test
    void aPushedRequestLeadsToTokens() throws Exception {
        PlatformClient.Answer answer = platform.push(platform.request());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("expires_in").asInt()).isEqualTo(300);
        assertThat(answer.text("request_uri")).matches("urn:ietf:params:oauth:request_uri:[A-Za-z0-9_-]{43}");

        Journey journey = new Journey(bidder, KEY);
        HttpResponse<String> done = journey.walk(named(TestPlatforms.PUSHING, answer.text("request_uri")));

        assertThat(PlatformClient.query(done))
                .containsEntry("state", "state-1").containsEntry("iss", tamga.issuer().toString());
        assertThat(platform.redeem(PlatformClient.query(done).get("code")).status()).isEqualTo(200);
        assertThat(bring(bidder, answer.text("request_uri")).statusCode()).as("once").isEqualTo(400);
    }

    @Test
    void whoeverBringsItFirstIsTheOnlyOneWhoMay() throws Exception {
        String uri = pushed();
        assertThat(location(bring(bidder, uri))).startsWith("/sign-in");
        assertThat(location(bring(bidder, uri))).as("a reload of the same browser").startsWith("/sign-in");
        assertThat(bring(new Bidder(tamga), uri).statusCode()).isEqualTo(400);
    }

    @Test
    void ofManyBrowsersAtOnceExactlyOneGetsIt() throws Exception {
        String uri = pushed();
        List<Integer> answers = Race.run(20, attempt -> () -> bring(new Bidder(tamga), uri).statusCode());
        assertThat(answers).filteredOn(status -> status == 303).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 400).hasSize(19);
    }

    @Test
    void anotherPlatformCannotPresentItNorSpendIt() throws Exception {
        String uri = pushed();
        assertThat(bidder.browser().get(PlatformClient.authorize(named("150100", uri))).statusCode()).isEqualTo(400);
        assertThat(bidder.browser().get("/oauth2/authorize?request_uri=" + uri).statusCode()).isEqualTo(400);
        assertThat(location(bring(bidder, uri))).startsWith("/sign-in");
    }

    @Test
    void whatIsSentBesideItIsIgnored() throws Exception {
        Map<String, String> beside = named(TestPlatforms.PUSHING, pushed());
        beside.put("redirect_uri", "https://attacker.example/");
        beside.put("scope", "openid phone address");
        beside.put("prompt", "none");
        beside.put("state", "another");
        HttpResponse<String> at = bidder.browser().get(PlatformClient.authorize(beside));
        assertThat(location(at)).as("prompt=none was not pushed").startsWith("/sign-in");
        bidder.signIn(KEY);
        HttpResponse<String> back =
                bidder.browser().get(Journey.resume(TestPlatforms.PUSHING, Journey.requestId(at)));
        HttpResponse<String> done = location(back).startsWith("/consent")
                ? new Journey(bidder, KEY).follow(new Journey(bidder, KEY).consent(back, "allow"))
                : back;
        assertThat(location(done)).startsWith(TestPlatforms.redirectUri(TestPlatforms.PUSHING));
        assertThat(PlatformClient.query(done)).containsEntry("state", "state-1");
    }

    @Test
    void aRequestThatIsNotPushedIsRefusedWhereItMustBe() throws Exception {
        assertThat(PlatformClient.query(bidder.browser().get(PlatformClient.authorize(platform.request()))))
                .containsEntry("error", "invalid_request").containsEntry("iss", tamga.issuer().toString());
        PlatformClient free = new PlatformClient(tamga, "150100");
        assertThat(free.push(free.request()).status()).as("who need not push may").isEqualTo(201);
    }

    @Test
    void anExpiredOneIsNone() throws Exception {
        String uri = pushed();
        tamga.jdbi().useHandle(handle ->
                handle.execute("update authorization_request set expires_at = 1 where browser_hash is null"));
        assertThat(bring(bidder, uri).statusCode()).isEqualTo(400);
    }

    @Test
    void itsTimeForPromptAndMaxAgeBeginsWhenTheBrowserBringsIt() throws Exception {
        Map<String, String> request = platform.request();
        request.put("prompt", "login");
        String uri = platform.push(request).text("request_uri");
        bidder.signIn(KEY);
        assertThat(location(bring(bidder, uri))).as("that signature was for something else").startsWith("/sign-in");
    }

    @Test
    void faultsAreToldAsJson() throws Exception {
        for (Map.Entry<String, Map<String, String>> fault : Map.of(
                "invalid_request", Map.of("redirect_uri", "https://attacker.example/"),
                "invalid_scope", Map.of("scope", "profile"),
                "unsupported_response_type", Map.of("response_type", "token"),
                "request_not_supported", Map.of("request", "eyJ")).entrySet()) {
            Map<String, String> request = platform.request();
            request.putAll(fault.getValue());
            PlatformClient.Answer answer = platform.push(request);
            assertThat(answer.status()).as(fault.getKey()).isEqualTo(400);
            assertThat(answer.text("error")).isEqualTo(fault.getKey());
        }
        Map<String, String> nested = platform.request();
        nested.put("request_uri", pushed());
        assertThat(platform.push(nested).text("error")).isEqualTo("invalid_request");
    }

    @Test
    void onlyAnAuthenticatedPlatformPushesAndOnlyItsOwn() throws Exception {
        Map<String, String> request = platform.request();
        request.put("client_secret", "x".repeat(43));
        PlatformClient.Answer wrong = new PlatformClient(tamga, "150300").push(platform.request());
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text("error")).isEqualTo("invalid_client");
        // 150100 authenticates in the header, so that the form can name another.
        PlatformClient other = new PlatformClient(tamga, "150100");
        PlatformClient.Answer foreign = other.push(platform.request());
        assertThat(foreign.status()).isIn(400, 401);
        assertThat(foreign.text("request_uri")).isEmpty();
        HttpResponse<String> nobody = bidder.browser().post("/oauth2/par", Map.of(
                "client_id", new String[] {"150100"}, "response_type", new String[] {"code"}));
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }
}
