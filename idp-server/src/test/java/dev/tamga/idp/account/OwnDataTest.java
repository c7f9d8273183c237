package dev.tamga.idp.account;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestPlatforms;

import static org.assertj.core.api.Assertions.assertThat;

/** 「下载我的数据」, over real HTTP. */
@Tag("database")
final class OwnDataTest {
    private static final String KEY = "szca-enterprise";
    private static final String PERSON = "bjca-person";

    private final RunningTamga tamga;
    private final Bidder bidder;

    OwnDataTest() throws Exception {
        tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
    }

    private JsonNode download() throws Exception {
        return PlatformClient.json(bidder.browser().get("/account/data.json").body());
    }

    @Test
    void everythingThatIsKeptIsInOneFile() throws Exception {
        bidder.bind(KEY);
        bidder.signIn(KEY);
        PlatformClient platform = new PlatformClient(tamga, "150100");
        PlatformClient.Answer tokens = platform.redeem(
                PlatformClient.query(new Journey(bidder, KEY).walk(platform.request())).get("code"));

        HttpResponse<String> answer = bidder.browser().get("/account/data.json");

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"tamga-data-20[0-9]{2}-[0-9]{2}-[0-9]{2}\\.json\"");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        JsonNode data = PlatformClient.json(answer.body());
        assertThat(data.path("subject").path("sub").asString())
                .isEqualTo(PlatformClient.claims(tokens.text("id_token")).path("sub").asString());
        assertThat(data.path("subject").path("applicant_phone").asString()).isEqualTo("+8613800138000");
        assertThat(data.path("keys").path(0).path("key_number").asString())
                .isEqualTo(bidder.keyFields(KEY).get("key_number")[0]);
        assertThat(data.path("consents").path(0).path("claims").toString()).contains("legal_representative");
        assertThat(data.path("unbinding_requests").isArray()).isTrue();
        assertThat(data.path("sessions")).isNotEmpty();
        assertThat(data.path("grants").toString()).contains("150100");
        assertThat(data.path("events").toString()).contains("binding", "sign-in", "token", "data-downloaded", "127.0.0.1");
    }

    @Test
    void thereIsNoSecretAndNoHashInIt() throws Exception {
        bidder.bind(KEY);
        bidder.signIn(KEY);
        PlatformClient keyed = new PlatformClient(tamga, TestPlatforms.KEYED);
        String code = PlatformClient.query(new Journey(bidder, KEY).walk(keyed.request())).get("code");
        PlatformClient platform = new PlatformClient(tamga, "150100");
        PlatformClient.Answer tokens = platform.redeem(
                PlatformClient.query(new Journey(bidder, KEY).walk(platform.request())).get("code"));

        JsonNode data = download();

        Stream<String> secrets = Stream.concat(
                Stream.of(code, tokens.text("access_token"), tokens.text("refresh_token"), bidder.browser().csrf()),
                bidder.browser().cookies().values().stream());
        secrets.filter(secret -> secret.length() > 20)
                .forEach(secret -> assertThat(data.toString()).doesNotContain(secret));
        assertThat(data.toString()).doesNotContain("hash", "detail");
        assertThat(data.path("pairwise_subjects")).as("its other name there").isNotEmpty();
    }

    @Test
    void aPersonsIdentityNumberIsInItInPartAlone() throws Exception {
        tamga.unbind(PERSON);
        Map<String, String[]> binding = bidder.keyFields(PERSON);
        binding.put("division_code", new String[] {"150100"});
        binding.put("contact_phone", new String[] {"13800138000"});
        bidder.bind("person", PERSON, binding);
        bidder.signIn(PERSON);

        JsonNode subject = download().path("subject");

        assertThat(subject.path("identity_number_masked").asString()).matches("[0-9]{3}\\*+[0-9]{3}[0-9X]");
        assertThat(subject.propertyNames()).doesNotContainAnyElementsOf(
                List.of("identity_number", "identity_hash", "unified_social_credit_code"));
        tamga.unbind(PERSON);
    }
}
