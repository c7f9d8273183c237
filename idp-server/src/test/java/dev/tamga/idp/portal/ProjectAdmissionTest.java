package dev.tamga.idp.portal;

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

import static org.assertj.core.api.Assertions.assertThat;

/** A platform that admits keys of certain issuing projects alone, by what the certificate says of its own. */
@Tag("database")
final class ProjectAdmissionTest {
    private static final String KEY = "bjca-enterprise";

    private RunningTamga tamga;
    private Bidder bidder;

    @BeforeEach
    void signIn() throws Exception {
        tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
        bidder.bind(KEY);
        bidder.signIn(KEY);
    }

    @Test
    void theSessionKeepsTheProjectOfTheKey() {
        String project = tamga.jdbi().withHandle(handle -> handle.createQuery(
                "select max(project) from sign_in_session where ca_id = 'bjca'").mapTo(String.class).one());
        assertThat(project).isEqualTo("1501");
    }

    @Test
    void theTileIsGreyedWithTheReason() throws Exception {
        assertThat(bidder.browser().get("/portal").body())
                .containsPattern("data-platform=\"test-project\" data-state=\"connected\" data-admitted=\"false\"")
                .contains("该平台只接受为指定项目办理的CA锁。");
        HttpResponse<String> started = bidder.browser().post(
                "/portal/start", Map.of("platform", new String[] {TestPlatforms.OTHER_PROJECT}));
        assertThat(Bidder.code(started)).isEqualTo("platform-off");
    }

    @Test
    void anAuthorizationRequestIsTurnedAwayByTheSameRule() throws Exception {
        PlatformClient platform = new PlatformClient(tamga, TestPlatforms.OTHER_PROJECT);
        Journey journey = new Journey(bidder, KEY);
        HttpResponse<String> at = bidder.browser().get(PlatformClient.authorize(platform.request()));

        assertThat(journey.follow(at).body())
                .contains("data-code=\"turned-away-project\"", "只接受另一项目的平台只接受为指定项目办理的CA锁。");
        HttpResponse<String> back = bidder.browser().post(
                "/sign-in/turned-away", Map.of("request", new String[] {Journey.requestId(at)}));
        assertThat(PlatformClient.query(back)).containsEntry("error", "access_denied");
    }
}
