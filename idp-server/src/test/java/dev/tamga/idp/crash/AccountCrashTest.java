package dev.tamga.idp.crash;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.binding.KeyDrawer;
import dev.tamga.idp.unbinding.LostKeyApplicant;
import dev.tamga.idp.unbinding.UnbindingDesk;

import static dev.tamga.idp.crash.Visitor.told;
import static org.assertj.core.api.Assertions.assertThat;

/** A process that dies anywhere while own data, consents, sessions or a lost key are dealt with (domain.md §5.4, 5.8, 5.9). */
@Tag("database")
final class AccountCrashTest {
    private static final String KEY = "bjca-enterprise";
    private static final String SECONDARY = "bjca-second-enterprise";
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([0-9]+)\"");

    private Visitor visitor;
    private RunningTamga tamga;
    private Bidder bidder;

    @BeforeEach
    void signIn() throws Exception {
        visitor = Visitor.first();
        tamga = visitor.tamga();
        bidder = visitor.bidder();
        assertThat(told(bidder.bind(KEY))).isEqualTo("/binding/done");
        bidder.signIn(KEY);
    }

    private void arrive(Bidder at, String platform) throws Exception {
        PlatformClient client = new PlatformClient(tamga, platform);
        client.redeem(PlatformClient.query(new Journey(at, KEY).walk(client.request())).get("code"));
    }

    @Test
    void changingOwnData() throws Exception {
        visitor.survives(
                () -> {
                    Matcher seen = SEEN.matcher(bidder.browser().get("/account/edit").body());
                    return told(bidder.browser().post("/account/edit", Map.of(
                            "seen", new String[] {seen.find() ? seen.group(1) : ""},
                            "legal_representative", new String[] {"钱七"}, "contact_phone", new String[] {"0472-6862335"},
                            "division_code", new String[] {"150203"}, "subject_types", new String[] {"bidder"},
                            "address", new String[] {"昆都仑区友谊大街1号"})));
                },
                "/account?saved", "/account?saved");
    }

    @Test
    void consenting() throws Exception {
        PlatformClient platform = new PlatformClient(tamga, "150100");
        Journey journey = new Journey(bidder, KEY);
        HttpResponse<String> asked = bidder.browser().get(PlatformClient.authorize(platform.request()));
        visitor.survives(
                () -> told(journey.consent(asked, "allow")).replaceAll("urn.*", "…"),
                "/oauth2/authorize?client_id=150100&request_uri=…", "/oauth2/authorize?client_id=150100&request_uri=…");
    }

    @Test
    void takingAConsentBack() throws Exception {
        arrive(bidder, "150100");
        visitor.survives(
                () -> {
                    bidder.browser().get("/account/consents/150100/withdraw");
                    return told(bidder.browser().post("/account/consents/150100/withdraw", Map.of()));
                },
                "/account/consents?withdrawn=150100", "/account/consents?withdrawn=150100");
    }

    @Test
    void signingOutEverywhere() throws Exception {
        arrive(bidder, "150100");
        Bidder elsewhere = new Bidder(tamga);
        elsewhere.signIn(KEY);
        arrive(elsewhere, "150200");
        visitor.survives(
                () -> {
                    bidder.browser().get("/account/sign-out");
                    return told(bidder.browser().post("/account/sign-out", Map.of()));
                },
                "/signed-out?session=…", "session-ended");
    }

    @Test
    void signingOut() throws Exception {
        arrive(bidder, "150100");
        visitor.survives(
                () -> {
                    bidder.browser().get("/portal");
                    return told(bidder.browser().post("/sign-out", Map.of()));
                },
                "/signed-out?session=…", "session-ended");
    }

    private LostKeyApplicant applicant() {
        return new LostKeyApplicant(tamga, bidder.browser(), "wang@example.cn");
    }

    @Test
    void filingForALostKey() throws Exception {
        Map<String, String> form = applicant().form("enterprise", KEY);
        visitor.survives(
                () -> told(applicant().send("enterprise", form)), "/unbinding/filed?form=…", "/unbinding/filed?form=…");
    }

    @Test
    void filingForAPersonsLostKey() throws Exception {
        Map<String, String> form = applicant().form("person", "bjca-person");
        visitor.survives(
                () -> told(applicant().send("person", form)), "/unbinding/filed?form=…", "/unbinding/filed?form=…");
    }

    private String decide(Callable<UnbindingDesk.Outcome> decision) throws Exception {
        return tamga.counted().asRequest(decision).name();
    }

    @Test
    void approvingARequestWithNoOtherKey() throws Exception {
        arrive(bidder, "150100");
        String number = applicant().file("enterprise", KEY);
        UnbindingDesk desk = tamga.bean(UnbindingDesk.class);
        visitor.survives(() -> decide(() -> desk.approve(number, "wang")), "DONE", "DECIDED_BEFORE");
    }

    @Test
    void approvingARequestThatMakesAnotherKeyThePrimaryOne() throws Exception {
        KeyDrawer drawer = new KeyDrawer(tamga);
        assertThat(told(drawer.add(bidder, SECONDARY))).isEqualTo("/account/keys?done=added");
        String number = applicant().file("enterprise", KEY);
        UnbindingDesk desk = tamga.bean(UnbindingDesk.class);
        visitor.survives(() -> decide(() -> desk.approve(number, "wang")), "DONE", "DECIDED_BEFORE");
        assertThat(told(new Bidder(tamga).signIn(SECONDARY))).isEqualTo("/sign-in/certificate");
    }

    @Test
    void refusingARequest() throws Exception {
        String number = applicant().file("enterprise", KEY);
        UnbindingDesk desk = tamga.bean(UnbindingDesk.class);
        visitor.survives(() -> decide(() -> desk.refuse(number, "wang", "不清晰")), "DONE", "DECIDED_BEFORE");
    }
}
