package dev.tamga.idp.grant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import dev.tamga.idp.KeyClient;
import dev.tamga.idp.KeyClient.Answer;
import dev.tamga.idp.KeyClient.Form;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestClients;
import dev.tamga.idp.TestPlatforms;

import static org.assertj.core.api.Assertions.assertThat;

/** What the token endpoint gives beyond the plain code flow: algorithms, audiences, lifetimes, scopes, exact errors. */
@Tag("database")
final class TokenEndpointTest {
    private RunningTamga tamga;
    private KeyClient keys;
    private ArrivedBidder bidder;

    @BeforeEach
    void start() throws Exception {
        tamga = RunningTamga.get();
        keys = new KeyClient(tamga, TestClients.KEYS);
        bidder = new ArrivedBidder(tamga);
    }

    private static JsonNode claims(Answer answer, String token) {
        return PlatformClient.claims(answer.text(token));
    }

    @Test
    void tokensHaveThePlatformsAlgorithmLifetimeAndName() throws Exception {
        Answer answer = bidder.tokens(keys);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("expires_in").asInt()).isBetween(110, 120);
        JWKSet published = JWKSet.parse(tamga.browser().get("/oauth2/jwks").body());
        for (String name : List.of("id_token", "access_token")) {
            SignedJWT token = SignedJWT.parse(answer.text(name));
            assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("PS256");
            assertThat(token.verify(new RSASSAVerifier(
                    published.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey()))).isTrue();
        }
        JsonNode access = claims(answer, "access_token");
        assertThat(SignedJWT.parse(answer.text("access_token")).getHeader().getType()).hasToString("at+jwt");
        assertThat(access.propertyNames()).containsExactlyInAnyOrder(
                "iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope", "acr", "auth_time");
        assertThat(access.path("exp").asLong() - access.path("iat").asLong()).isEqualTo(120);
        assertThat(access.path("client_id").asString()).isEqualTo(TestClients.KEYS);
        assertThat(access.path("aud").asString()).isEqualTo(tamga.issuer().toString());
        assertThat(claims(answer, "id_token").propertyNames()).containsExactlyInAnyOrder(
                "iss", "sub", "aud", "exp", "iat", "acr", "amr", "auth_time", "sid", "at_hash", "nonce");
        assertThat(answer.headers().get("cache-control").getFirst()).contains("no-store");
    }

    @Test
    void aPairwiseNameIsTheSameEverywhereAndNotTheSubject() throws Exception {
        Answer answer = bidder.tokens(keys);
        String sub = claims(answer, "id_token").path("sub").asString();
        KeyClient usual = new KeyClient(tamga, TestClients.API);
        String subject = claims(bidder.tokens(usual), "id_token").path("sub").asString();

        assertThat(sub).matches("[a-z2-7]{26}").isNotEqualTo(subject);
        assertThat(claims(answer, "access_token").path("sub").asString()).isEqualTo(sub);
        assertThat(keys.get("/userinfo", bearer(answer)).text("sub")).isEqualTo(sub);
        assertThat(keys.post("/oauth2/introspect",
                keys.authenticated().field("token", answer.text("access_token"))).text("sub")).isEqualTo(sub);
        assertThat(keys.post("/oauth2/introspect",
                keys.authenticated().field("token", answer.text("refresh_token"))).text("sub")).isEqualTo(sub);
        Answer refreshed = keys.token(keys.authenticated(), KeyClient.refresh(answer.text("refresh_token")));
        assertThat(claims(refreshed, "id_token").path("sub").asString()).isEqualTo(sub);
        assertThat(claims(bidder.tokens(keys), "id_token").path("sub").asString()).as("the next time").isEqualTo(sub);
    }

    private static Form bearer(Answer answer) {
        return new Form().header("Authorization", "Bearer " + answer.text("access_token"));
    }

    @Test
    void aResourceOfTheAuthorizationRequestIsTheAudience() throws Exception {
        Map<String, String> request = keys.request();
        request.put("resource", TestClients.API_ADDRESS);
        Answer answer = keys.token(keys.authenticated(), keys.exchange(bidder.at(request)));
        assertThat(claims(answer, "access_token").path("aud").asString()).isEqualTo(TestClients.API_ADDRESS);
        assertThat(keys.get("/userinfo", bearer(answer)).status()).as("it is not for userinfo").isEqualTo(401);

        Answer more = keys.token(keys.authenticated().field("resource", TestClients.OTHER_ADDRESS),
                KeyClient.refresh(answer.text("refresh_token")));
        assertThat(more.status()).isEqualTo(400);
        assertThat(more.text("error")).as("not among those of the authorization request").isEqualTo("invalid_target");
        Answer same = keys.token(keys.authenticated().field("resource", TestClients.API_ADDRESS),
                KeyClient.refresh(answer.text("refresh_token")));
        assertThat(same.status()).as("the refusal did not cost the token").isEqualTo(200);
    }

    @Test
    void aResourceOfTheTokenRequestIsTheAudienceToo() throws Exception {
        Answer both = keys.token(
                keys.authenticated().field("resource", TestClients.API_ADDRESS).field("resource", TestClients.OTHER_ADDRESS),
                keys.exchange(bidder.at(keys)));
        assertThat(claims(both, "access_token").path("aud")).extracting(JsonNode::asString)
                .containsExactly(TestClients.API_ADDRESS, TestClients.OTHER_ADDRESS);
        Answer userInfo = keys.token(keys.authenticated(), KeyClient.refresh(both.text("refresh_token")));
        assertThat(keys.get("/userinfo", bearer(userInfo)).status()).isEqualTo(200);
        for (String stranger : List.of("https://stranger.example/", "not a uri", "https://api.test.example/v1#x")) {
            Answer refused = keys.token(keys.authenticated().field("resource", stranger), keys.exchange(bidder.at(keys)));
            assertThat(refused.text("error")).as(stranger).isEqualTo("invalid_target");
        }
    }

    @Test
    void aRefreshMayNarrowTheScopeAndTheNextMayHaveAllAgain() throws Exception {
        Answer first = bidder.tokens(keys);
        Answer narrow = keys.token(keys.authenticated().field("scope", "openid account"),
                KeyClient.refresh(first.text("refresh_token")));
        assertThat(narrow.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "account");
        assertThat(keys.get("/userinfo", bearer(narrow)).json().has("name")).isFalse();

        Answer wide = keys.token(keys.authenticated().field("scope", "openid phone"),
                KeyClient.refresh(narrow.text("refresh_token")));
        assertThat(wide.status()).isEqualTo(400);
        assertThat(wide.text("error")).isEqualTo("invalid_scope");

        Answer without = keys.token(keys.authenticated().field("scope", "account"),
                KeyClient.refresh(narrow.text("refresh_token")));
        assertThat(without.json().has("id_token")).isFalse();
        Answer refused = keys.get("/userinfo", bearer(without));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.challenges()).contains("insufficient_scope");

        Answer again = keys.token(keys.authenticated(), KeyClient.refresh(without.text("refresh_token")));
        assertThat(keys.get("/userinfo", bearer(again)).json().has("name")).isTrue();
    }

    @Test
    void aPlatformWithoutRefreshTokensGetsNone() throws Exception {
        KeyClient api = new KeyClient(tamga, TestClients.API);
        Answer answer = bidder.tokens(api);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(SignedJWT.parse(answer.text("id_token")).getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(api.token(api.authenticated(), KeyClient.refresh("x")).text("error")).isEqualTo("unauthorized_client");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "grant_type=authorization_code | 400 | invalid_request",
        "grant_type=authorization_code&code= | 400 | invalid_request",
        "grant_type=authorization_code&code=x | 400 | invalid_grant",
        "grant_type=refresh_token | 400 | invalid_request",
        "grant_type=refresh_token&refresh_token=x | 400 | invalid_grant",
        "grant_type=password&username=a&password=b | 400 | unsupported_grant_type",
        "grant_type=urn:ietf:params:oauth:grant-type:device_code | 400 | unsupported_grant_type",
        "scope=openid | 400 | invalid_request",
        "grant_type=client_credentials&scope=openid | 400 | invalid_scope",
        "grant_type=client_credentials&scope=bid:read bid:delete | 400 | invalid_scope",
        "grant_type=client_credentials&resource=https://x.example | 400 | invalid_target",
    })
    void everyErrorIsTheOneOfTheSpecification(String fields, int status, String error) throws Exception {
        Form form = keys.authenticated();
        for (String pair : fields.split("&")) {
            form.field(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        Answer answer = keys.post("/oauth2/token", form);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("error")).isEqualTo(error);
        assertThat(answer.headers().get("content-type").getFirst()).startsWith("application/json");
        assertThat(answer.headers().get("cache-control").getFirst()).contains("no-store");
    }

    @Test
    void onlyAPlatformThatIsRegisteredForItGetsAServiceToken() throws Exception {
        PlatformClient usual = new PlatformClient(tamga, "150100");
        assertThat(usual.token(KeyClient.service()).text("error")).isEqualTo("unauthorized_client");
    }

    @Test
    void aServiceTokenIsThePlatformsOwn() throws Exception {
        Answer answer = keys.token(keys.authenticated().field("scope", "bid:read")
                .field("resource", TestClients.API_ADDRESS), KeyClient.service());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope");
        JsonNode claims = claims(answer, "access_token");
        assertThat(claims.path("sub").asString()).isEqualTo(TestClients.KEYS);
        assertThat(claims.path("aud").asString()).isEqualTo(TestClients.API_ADDRESS);
        assertThat(claims.path("scope").asString()).isEqualTo("bid:read");
        assertThat(claims.has("auth_time")).isFalse();

        Answer all = keys.token(keys.authenticated(), KeyClient.service());
        assertThat(all.text("scope").split(" ")).containsExactlyInAnyOrder("bid:read", "bid:write");
        assertThat(keys.get("/userinfo", bearer(all)).status()).as("nobody signed in").isIn(401, 403);
    }

    @Test
    void aServiceGetsNoCode() throws Exception {
        KeyClient service = new KeyClient(tamga, TestClients.SERVICE);
        var back = tamga.browser().get(PlatformClient.authorize(service.request()));
        assertThat(PlatformClient.query(back)).containsEntry("error", "unauthorized_client");
    }

    @Test
    void aServiceTokenIsAudited() throws Exception {
        keys.token(keys.authenticated(), KeyClient.service());
        List<String> details = tamga.jdbi().withHandle(handle -> handle.createQuery(
                "select detail from audit_event where event = 'service-token' and platform_id = 'test-keys'")
                .mapTo(String.class).list());
        assertThat(details).anyMatch(detail -> detail.contains("bid:read"));
    }

    @Test
    void aPlatformThatIsSwitchedOffIsRefusedEverywhere() throws Exception {
        Answer answer = bidder.tokens(keys);
        Map<String, String> before = new HashMap<>();
        tamga.jdbi().useHandle(handle -> before.put("document", handle.createQuery(
                "select document from platform where id = 'test-keys'").mapTo(String.class).one()));
        try {
            setDocument(before.get("document").replace("\"CONNECTED\"", "\"OFF\""));
            assertThat(keys.get("/userinfo", bearer(answer)).status()).isEqualTo(401);
            assertThat(keys.token(keys.authenticated(), KeyClient.refresh(answer.text("refresh_token"))).status())
                    .isEqualTo(401);
            KeyClient api = new KeyClient(tamga, TestClients.API);
            assertThat(api.post("/oauth2/introspect", api.authenticated().field("token", answer.text("access_token")))
                    .body()).isEqualTo("{\"active\":false}");
        } finally {
            setDocument(before.get("document"));
        }
        assertThat(keys.get("/userinfo", bearer(answer)).status()).isEqualTo(200);
    }

    private void setDocument(String document) throws Exception {
        tamga.jdbi().useHandle(handle -> handle.execute("update platform set document = ? where id = 'test-keys'", document));
        tamga.bean(dev.tamga.idp.platform.Platforms.class).forget();
    }

    @Test
    void aRedirectUriThatTheCodeWasNotIssuedForIsRefused() throws Exception {
        Map<String, String> exchange = keys.exchange(bidder.at(keys));
        exchange.put("redirect_uri", TestPlatforms.redirectUri("150100"));
        assertThat(keys.token(keys.authenticated(), exchange).text("error")).isEqualTo("invalid_grant");
    }
}
