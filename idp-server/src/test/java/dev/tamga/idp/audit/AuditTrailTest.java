package dev.tamga.idp.audit;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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

/** What the database keeps of a bidder's visit: every event, and nothing that could be used in the bidder's place. */
@Tag("database")
final class AuditTrailTest {
    private static final String KEY = "nmgca-enterprise";
    private static final List<String> TABLES = List.of(
            "subject", "subject_key", "platform", "platform_secret", "authorization_request",
            "sign_in_session", "authorization_grant", "consent", "signing_key", "audit_event",
            "ended_key", "key_notice", "pending_rename");

    private RunningTamga tamga;
    private Bidder bidder;
    private PlatformClient platform;

    @BeforeEach
    void start() throws Exception {
        tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
        platform = new PlatformClient(tamga, "150200");
        bidder.bind(KEY);
    }

    private List<String> events() {
        String number = tamga.key(KEY).signing().serial().toString(16).toUpperCase(java.util.Locale.ROOT);
        return tamga.jdbi().withHandle(handle -> handle.createQuery("""
                        select e.event from audit_event e
                        join subject_key k on k.subject_id = e.subject_id
                        where k.key_number = :number
                        order by e.id""")
                .bind("number", number)
                .mapTo(String.class)
                .list());
    }

    @Test
    void everyStepOfTheMainJobIsAudited() throws Exception {
        Map<String, String> request = platform.request();
        request.put("prompt", "consent");
        HttpResponse<String> back = new Journey(bidder, KEY).walk(request);
        PlatformClient.Answer tokens = platform.redeem(PlatformClient.query(back).get("code"));
        platform.refresh(tokens.text("refresh_token"));
        bidder.browser().post("/sign-out", Map.of());

        assertThat(events()).startsWith("binding").containsSubsequence("sign-in", "consent", "token", "refresh", "sign-out");
    }

    @Test
    void aRefusedSignInIsAuditedWithItsCodeAndCa() throws Exception {
        bidder.signIn("bjca-revoked");
        List<Map<String, Object>> refused = tamga.jdbi().withHandle(handle -> handle.createQuery("""
                        select code, ca_id, incident, address, key_number from audit_event
                        where event = 'sign-in' and code = 'revoked'
                        order by id desc limit 1""")
                .mapToMap()
                .list());
        assertThat(refused).singleElement().satisfies(event -> {
            assertThat(event.get("ca_id")).isEqualTo("bjca");
            assertThat(event.get("incident").toString()).matches("[a-z2-7]{10}");
            assertThat(event.get("address")).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void aDumpOfTheDatabaseYieldsNothingThatCanBeReplayed() throws Exception {
        HttpResponse<String> back = new Journey(bidder, KEY).walk(platform.request());
        String code = PlatformClient.query(back).get("code");
        PlatformClient.Answer tokens = platform.redeem(code);
        String refresh = tokens.text("refresh_token");
        List<String> secrets = new ArrayList<>(List.of(
                code, refresh, refresh.substring(0, 43), refresh.substring(44), tokens.text("access_token"),
                tokens.text("id_token"), TestPlatforms.SECRET));
        secrets.addAll(bidder.browser().cookies().values().stream().filter(value -> value.length() == 43).toList());

        String dump = dump();

        assertThat(secrets).hasSizeGreaterThanOrEqualTo(9).allSatisfy(secret ->
                assertThat(dump.contains(secret)).isFalse());
        assertThat(dump).doesNotContain("\"d\":\"").contains(tamga.card(KEY).holder().creditCode());
    }

    private String dump() {
        StringBuilder text = new StringBuilder();
        for (String table : TABLES) {
            tamga.jdbi().useHandle(handle -> handle.createQuery("select * from " + table).mapToMap().forEach(row ->
                    row.values().forEach(value -> text.append(value instanceof byte[] bytes
                            ? new String(bytes, StandardCharsets.ISO_8859_1) + HexFormat.of().formatHex(bytes)
                            : String.valueOf(value)).append('\n'))));
        }
        return text.toString();
    }
}
