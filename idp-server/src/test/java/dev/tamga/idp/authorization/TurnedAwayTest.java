package dev.tamga.idp.authorization;

import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestPlatforms;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** A key that the platform does not admit. */
@Tag("database")
final class TurnedAwayTest {
    private static final String KEY = "szca-enterprise";
    private static final String ADMITTED = "gxca-enterprise";

    private RunningTamga tamga;
    private Bidder bidder;
    private PlatformClient platform;
    private Journey journey;

    @BeforeEach
    void signInWithAKeyThatIsNotAdmitted() throws Exception {
        tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
        platform = new PlatformClient(tamga, TestPlatforms.PICKY);
        journey = new Journey(bidder, KEY);
        bidder.bind(KEY);
        bidder.bind(ADMITTED);
        bidder.signIn(KEY);
    }

    private HttpResponse<String> turnedAway() throws Exception {
        return bidder.browser().get(PlatformClient.authorize(platform.request()));
    }

    private HttpResponse<String> leave(String id) throws Exception {
        return bidder.browser().post("/sign-in/turned-away", Map.of("request", new String[] {id}));
    }

    @Test
    void aPageSaysWhyBeforeThePlatformIsTold() throws Exception {
        HttpResponse<String> at = turnedAway();
        assertThat(location(at)).startsWith("/sign-in/turned-away?request=");

        HttpResponse<String> page = journey.follow(at);

        String id = Journey.requestId(at);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(
                "data-code=\"turned-away-ca\"", "只接受国信CA的平台不接受您所用CA锁的签发机构。",
                "href=\"/sign-in?request=" + id + "\"", "/sign-in/turned-away?request=" + id + "&amp;lang=en");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("form-action 'self' https://platform-test-picky.example");
    }

    @Test
    void theButtonBackTellsThePlatformAccessDenied() throws Exception {
        HttpResponse<String> at = turnedAway();
        journey.follow(at);

        HttpResponse<String> back = leave(Journey.requestId(at));

        assertThat(location(back)).startsWith(TestPlatforms.redirectUri(TestPlatforms.PICKY));
        assertThat(PlatformClient.query(back))
                .containsEntry("error", "access_denied").containsEntry("state", "state-1")
                .containsEntry("iss", tamga.issuer().toString());
        assertThat(leave(Journey.requestId(at)).statusCode()).as("answered once").isEqualTo(400);
    }

    @Test
    void anotherKeyGoesOnWithTheSameRequest() throws Exception {
        HttpResponse<String> at = turnedAway();
        journey.follow(at);
        bidder.signIn(ADMITTED);
        assertThat(location(bidder.browser().get("/sign-in/turned-away?request=" + Journey.requestId(at))))
                .as("nobody is turned away any more").startsWith("/oauth2/authorize");
        HttpResponse<String> next =
                bidder.browser().get(Journey.resume(TestPlatforms.PICKY, Journey.requestId(at)));
        HttpResponse<String> done =
                location(next).startsWith("/consent") ? journey.follow(journey.consent(next, "allow")) : next;
        assertThat(PlatformClient.query(done)).containsKey("code");
    }

    @Test
    void withoutAPageThePlatformIsToldThatOneIsNeeded() throws Exception {
        Map<String, String> request = platform.request();
        request.put("prompt", "none");
        assertThat(PlatformClient.query(bidder.browser().get(PlatformClient.authorize(request))))
                .containsEntry("error", "interaction_required");
    }

    @Test
    void aForgedOrForeignAnswerIsRefused() throws Exception {
        String id = Journey.requestId(turnedAway());
        assertThat(bidder.browser().post("/sign-in/turned-away", Map.of(
                "request", new String[] {id}, "_csrf", new String[] {"forged"})).statusCode()).isEqualTo(403);
        Bidder stranger = new Bidder(tamga);
        assertThat(stranger.browser().get("/sign-in/turned-away?request=" + id).statusCode()).isEqualTo(400);
        assertThat(bidder.browser().get("/sign-in/turned-away?request=x").statusCode()).isEqualTo(400);
        assertThat(bidder.browser().get("/sign-in/turned-away").statusCode()).isEqualTo(400);
    }
}
