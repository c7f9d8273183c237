package dev.tamga.idp.grant;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.KeyClient;
import dev.tamga.idp.KeyClient.Answer;
import dev.tamga.idp.KeyClient.Form;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestClients;

import static org.assertj.core.api.Assertions.assertThat;

/** Introspection (RFC 7662) and revocation (RFC 7009), over real HTTP. */
@Tag("database")
final class TokenQuestionsTest {
    private static final String INACTIVE = "{\"active\":false}";

    private KeyClient keys;
    private KeyClient api;
    private KeyClient stranger;
    private ArrivedBidder bidder;
    private RunningTamga tamga;

    @BeforeEach
    void start() throws Exception {
        tamga = RunningTamga.get();
        keys = new KeyClient(tamga, TestClients.KEYS);
        api = new KeyClient(tamga, TestClients.API);
        stranger = new KeyClient(tamga, TestClients.BOUND);
        bidder = new ArrivedBidder(tamga);
    }

    private static Answer introspect(KeyClient client, String token) throws Exception {
        return client.post("/oauth2/introspect", client.authenticated().field("token", token));
    }

    private static Answer revoke(KeyClient client, String token) throws Exception {
        return client.post("/oauth2/revoke", client.authenticated().field("token", token));
    }

    private Answer service(String resource) throws Exception {
        return keys.token(keys.authenticated().field("resource", resource), KeyClient.service());
    }

    @Test
    void aPlatformSeesItsOwnTokens() throws Exception {
        Answer tokens = bidder.tokens(keys);
        Answer access = introspect(keys, tokens.text("access_token"));
        assertThat(access.status()).isEqualTo(200);
        assertThat(access.json().path("active").asBoolean()).isTrue();
        assertThat(access.text("client_id")).isEqualTo(TestClients.KEYS);
        assertThat(access.text("token_type")).isEqualTo("Bearer");
        assertThat(access.text("scope").split(" ")).contains("openid", "profile");
        assertThat(access.json().path("exp").isIntegralNumber()).isTrue();
        assertThat(access.text("iss")).isEqualTo(tamga.issuer().toString());
        Answer refresh = introspect(keys, tokens.text("refresh_token"));
        assertThat(refresh.json().path("active").asBoolean()).isTrue();
        assertThat(refresh.json().path("exp").asLong()).isGreaterThan(access.json().path("exp").asLong());
        assertThat(access.headers().get("cache-control").getFirst()).contains("no-store");
    }

    @Test
    void anAudienceSeesTheTokenAndNobodyElseDoes() throws Exception {
        String forApi = service(TestClients.API_ADDRESS).text("access_token");
        assertThat(introspect(api, forApi).text("scope").split(" ")).containsExactlyInAnyOrder("bid:read", "bid:write");
        assertThat(introspect(stranger, forApi).body()).isEqualTo(INACTIVE);
        String forOther = service(TestClients.OTHER_ADDRESS).text("access_token");
        assertThat(introspect(api, forOther).body()).isEqualTo(INACTIVE);
        Answer tokens = bidder.tokens(keys);
        assertThat(introspect(api, tokens.text("access_token")).body()).isEqualTo(INACTIVE);
        assertThat(introspect(api, tokens.text("refresh_token")).body()).isEqualTo(INACTIVE);
    }

    @Test
    void garbageIsInactive() throws Exception {
        Answer tokens = bidder.tokens(keys);
        String access = tokens.text("access_token");
        for (String token : List.of("x", "a.b.c", "bnVsbA.e30.AA", "x".repeat(50_000), tokens.text("id_token"),
                access.substring(0, access.length() - 4) + "AAAA", "a".repeat(43) + "." + "b".repeat(43), "\u0000", "€")) {
            Answer answer = introspect(keys, token);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(INACTIVE);
        }
    }

    @Test
    void bothEndpointsWantAPlatformAndAToken() throws Exception {
        for (String path : List.of("/oauth2/introspect", "/oauth2/revoke")) {
            Answer nobody = keys.post(path, new Form().field("token", "x"));
            assertThat(nobody.status()).as(path).isEqualTo(401);
            assertThat(nobody.challenges()).startsWith("Basic");
            Answer nothing = keys.post(path, keys.authenticated());
            assertThat(nothing.status()).as(path).isEqualTo(400);
            assertThat(nothing.text("error")).isEqualTo("invalid_request");
            assertThat(keys.post(path, keys.authenticated().field("token", "x").field("token", "y")).text("error"))
                    .isEqualTo("invalid_request");
            assertThat(keys.post(path + "?token=x", keys.authenticated()).text("error")).isEqualTo("invalid_request");
        }
    }

    @Test
    void aRotatedRefreshTokenIsInactive() throws Exception {
        String first = bidder.tokens(keys).text("refresh_token");
        String second = keys.token(keys.authenticated(), KeyClient.refresh(first)).text("refresh_token");
        assertThat(introspect(keys, first).body()).isEqualTo(INACTIVE);
        assertThat(introspect(keys, second).json().path("active").asBoolean()).isTrue();
    }

    @Test
    void revokingARefreshTokenEndsTheFamilyAndItsAccessTokens() throws Exception {
        Answer tokens = bidder.tokens(keys);
        assertThat(revoke(keys, tokens.text("refresh_token")).status()).isEqualTo(200);
        requireDead(tokens);
        assertThat(revoke(keys, tokens.text("refresh_token")).status()).as("again").isEqualTo(200);
    }

    private void requireDead(Answer tokens) throws Exception {
        assertThat(introspect(keys, tokens.text("access_token")).body()).isEqualTo(INACTIVE);
        assertThat(introspect(keys, tokens.text("refresh_token")).body()).isEqualTo(INACTIVE);
        assertThat(keys.get("/userinfo", new Form().header("Authorization", "Bearer " + tokens.text("access_token")))
                .status()).isEqualTo(401);
        assertThat(keys.token(keys.authenticated(), KeyClient.refresh(tokens.text("refresh_token"))).text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void revokingAnAccessTokenEndsItsGrantToo() throws Exception {
        Answer tokens = bidder.tokens(keys);
        Answer revoked = keys.post("/oauth2/revoke", keys.authenticated()
                .field("token", tokens.text("access_token")).field("token_type_hint", "refresh_token"));
        assertThat(revoked.status()).as("a wrong hint does not matter").isEqualTo(200);
        requireDead(tokens);
        assertThat(events("grant-ended", "revoked")).isPositive();
    }

    private int events(String event, String code) {
        return tamga.jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from audit_event where event = :event and code = :code and platform_id = 'test-keys'")
                .bind("event", event).bind("code", code).mapTo(Integer.class).one());
    }

    @Test
    void aRevokedServiceTokenIsInactiveForItsAudience() throws Exception {
        String token = service(TestClients.API_ADDRESS).text("access_token");
        assertThat(revoke(api, token).status()).isEqualTo(200);
        assertThat(introspect(api, token).json().path("active").asBoolean()).as("not the audience's to revoke").isTrue();
        assertThat(revoke(keys, token).status()).isEqualTo(200);
        assertThat(introspect(api, token).body()).isEqualTo(INACTIVE);
        assertThat(revoke(keys, token).status()).isEqualTo(200);
    }

    @Test
    void anotherPlatformsTokenAndGarbageAreAnsweredAlikeAndNothingHappens() throws Exception {
        Answer tokens = bidder.tokens(keys);
        for (String token : List.of(tokens.text("access_token"), tokens.text("refresh_token"), "x", "bnVsbA.e30.AA", "\u0000",
                "a".repeat(43) + "." + "b".repeat(43), "x".repeat(50_000), tokens.text("id_token"))) {
            Answer answer = revoke(api, token);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(introspect(keys, tokens.text("access_token")).json().path("active").asBoolean()).isTrue();
        assertThat(introspect(keys, tokens.text("refresh_token")).json().path("active").asBoolean()).isTrue();
    }

    @Test
    void aGetIsNoQuestion() throws Exception {
        for (String path : List.of("/oauth2/introspect?token=x", "/oauth2/revoke?token=x")) {
            assertThat(keys.get(path, new Form()).status()).as(path).isIn(401, 404, 405);
        }
        assertThat(keys.token(keys.authenticated(), Map.of("grant_type", "client_credentials")).status()).isEqualTo(200);
    }
}
