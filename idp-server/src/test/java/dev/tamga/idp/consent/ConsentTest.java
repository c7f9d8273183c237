package dev.tamga.idp.consent;

import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestPlatforms;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** When the bidder is asked, and what taking a consent back ends. */
@Tag("database")
final class ConsentTest {
    private static final String KEY = "szca-enterprise";

    private RunningTamga tamga;
    private Bidder bidder;
    private PlatformClient platform;
    private Journey journey;

    @BeforeEach
    void startWithoutAnyConsent() throws Exception {
        tamga = RunningTamga.get();
        tamga.jdbi().useHandle(handle -> handle.execute("delete from consent"));
        bidder = new Bidder(tamga);
        platform = new PlatformClient(tamga, "150100");
        journey = new Journey(bidder, KEY);
        bidder.bind(KEY);
        bidder.signIn(KEY);
    }

    private HttpResponse<String> ask(String scope) throws Exception {
        Map<String, String> request = platform.request();
        request.put("scope", scope);
        return bidder.browser().get(PlatformClient.authorize(request));
    }

    private void agree(String scope) throws Exception {
        HttpResponse<String> asked = ask(scope);
        assertThat(location(asked)).startsWith("/consent");
        assertThat(PlatformClient.query(journey.follow(journey.consent(asked, "allow")))).containsKey("code");
    }

    private void update(String assignment) {
        tamga.jdbi().useHandle(handle -> handle.execute("update consent set " + assignment));
    }

    @Test
    void theIdentifierAloneIsAskedForOnce() throws Exception {
        agree("openid");
        assertThat(PlatformClient.query(ask("openid"))).containsKey("code");
    }

    @Test
    void aPlatformThatAsksForMoreAsksAgainAndForLessDoesNot() throws Exception {
        agree("openid profile");
        assertThat(PlatformClient.query(ask("openid"))).containsKey("code");
        agree("openid phone");
        assertThat(PlatformClient.query(ask("openid profile phone"))).as("both were agreed to").containsKey("code");
        assertThat(location(ask("openid profile phone address"))).startsWith("/consent");
    }

    @Test
    void anotherPlatformAsksForItself() throws Exception {
        agree("openid profile");
        Map<String, String> other = new PlatformClient(tamga, "150200").request();
        other.put("scope", "openid profile");
        assertThat(location(bidder.browser().get(PlatformClient.authorize(other)))).startsWith("/consent");
    }

    @Test
    void aNewTextAsksAgainAndForgetsWhatWasAgreedUnderTheOldOne() throws Exception {
        agree("openid profile phone");
        update("text_version = 'old'");
        agree("openid profile");
        assertThat(location(ask("openid phone"))).startsWith("/consent");
    }

    @Test
    void anExpiredConsentIsNone() throws Exception {
        agree("openid profile");
        update("expires_at = 1");
        agree("openid profile");
    }

    @Test
    void aRowOfTheReleaseBeforeCoversWhatItDid() throws Exception {
        agree("openid profile");
        update("claims = ''");
        assertThat(PlatformClient.query(ask("openid profile"))).containsKey("code");
    }

    @Test
    void theFormSaysYesOrNoAndNothingElse() throws Exception {
        HttpResponse<String> asked = ask("openid profile");
        String id = Journey.requestId(asked);
        journey.follow(asked);
        for (String field : new String[] {"scope", "claims", "client_id", "text_version"}) {
            HttpResponse<String> posted = bidder.browser().post("/consent", Map.of(
                    "request", new String[] {id}, "decision", new String[] {"allow"},
                    field, new String[] {"openid phone address"}));
            assertThat(posted.statusCode()).as(field).isEqualTo(400);
        }
        assertThat(bidder.browser().post("/consent", Map.of(
                "request", new String[] {id}, "decision", new String[] {"allow", "deny"})).statusCode()).isEqualTo(400);
        assertThat(location(ask("openid profile"))).as("nothing was remembered").startsWith("/consent");
    }

    @Test
    void noPageOfARequestCanBeFramed() throws Exception {
        HttpResponse<String> page = journey.follow(ask("openid profile"));

        assertThat(page.body()).contains("id=\"consent-form\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'", "form-action 'self' https://platform-150100.example")
                .doesNotContain("unsafe", "*");
        assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
    }

    @Test
    void theFormOfOnePersonIsNotAnothersAnswer() throws Exception {
        HttpResponse<String> asked = ask("openid profile");
        journey.follow(asked);
        String token = bidder.browser().csrf();
        bidder.bind("gxca-enterprise");
        bidder.signIn("gxca-enterprise");
        assertThat(bidder.browser().post("/consent", Map.of(
                "request", new String[] {Journey.requestId(asked)}, "decision", new String[] {"allow"},
                "_csrf", new String[] {token})).statusCode()).isEqualTo(403);
    }

    @Test
    void aWithdrawalEndsWhatThePlatformHoldsAndAsksAgain() throws Exception {
        agree("openid profile");
        PlatformClient.Answer tokens =
                platform.redeem(PlatformClient.query(ask("openid profile")).get("code"));
        String unredeemed = PlatformClient.query(ask("openid profile")).get("code");
        String subject = PlatformClient.claims(tokens.text("id_token")).path("sub").asString();

        assertThat(tamga.bean(Consents.class).withdraw(subject, "150100")).isTrue();

        assertThat(platform.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(platform.userInfo(tokens.text("access_token")).statusCode()).isEqualTo(401);
        assertThat(platform.redeem(unredeemed).text("error")).isEqualTo("invalid_grant");
        assertThat(location(ask("openid profile"))).startsWith("/consent");
        int told = tamga.jdbi().withHandle(handle -> handle.createQuery("""
                        select count(*) from audit_event
                        where event = 'consent' and code = 'withdrawn' and subject_id = :subject""")
                .bind("subject", subject).mapTo(Integer.class).one());
        assertThat(told).isPositive();
        assertThat(tamga.bean(Consents.class).withdraw(subject, "150100")).as("a second time").isFalse();
    }

    @Test
    void thePlatformIsToldOfAWithdrawal() throws Exception {
        PlatformClient told = new PlatformClient(tamga, TestPlatforms.TOLD);
        PlatformClient.Answer tokens = told.redeem(PlatformClient.query(journey.walk(told.request())).get("code"));
        JsonNode claims = PlatformClient.claims(tokens.text("id_token"));

        tamga.bean(Consents.class).withdraw(claims.path("sub").asString(), TestPlatforms.TOLD);

        int messages = tamga.jdbi().withHandle(handle -> handle.createQuery("""
                        select count(*) from outbox_message where platform_id = :platform and session_id = :sid""")
                .bind("platform", TestPlatforms.TOLD).bind("sid", claims.path("sid").asString())
                .mapTo(Integer.class).one());
        // It would be tried again for a day, and sign tokens while other tests count signatures.
        tamga.jdbi().useHandle(handle -> handle.execute("delete from outbox_message"));
        assertThat(messages).isEqualTo(1);
    }

    @Test
    void aWithdrawalAtOnePlatformLeavesTheOthers() throws Exception {
        agree("openid profile");
        PlatformClient.Answer tokens =
                platform.redeem(PlatformClient.query(ask("openid profile")).get("code"));
        String subject = PlatformClient.claims(tokens.text("id_token")).path("sub").asString();
        tamga.bean(Consents.class).withdraw(subject, "150200");
        assertThat(platform.userInfo(tokens.text("access_token")).statusCode()).isEqualTo(200);
    }
}
