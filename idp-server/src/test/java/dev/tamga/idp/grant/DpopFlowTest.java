package dev.tamga.idp.grant;

import java.util.Map;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.KeyClient;
import dev.tamga.idp.KeyClient.Answer;
import dev.tamga.idp.KeyClient.Form;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestClients;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 9449 from the code to userinfo, over real HTTP. */
@Tag("database")
final class DpopFlowTest {
    private static final ECKey KEY = TestClients.P256;

    private RunningTamga tamga;
    private KeyClient bound;
    private KeyClient keys;
    private ArrivedBidder bidder;
    private ECKey another;

    @BeforeEach
    void start() throws Exception {
        tamga = RunningTamga.get();
        bound = new KeyClient(tamga, TestClients.BOUND);
        keys = new KeyClient(tamga, TestClients.KEYS);
        bidder = new ArrivedBidder(tamga);
        another = new ECKeyGenerator(Curve.P_256).generate();
    }

    private Form proven(KeyClient client, ECKey key) {
        return client.authenticated().header("DPoP", client.proof(key, "POST", "/oauth2/token", Map.of()));
    }

    private Answer tokens() throws Exception {
        return bound.token(proven(bound, KEY), bound.exchange(bidder.at(bound)));
    }

    private Form userInfo(String token, ECKey key) {
        return new Form().header("Authorization", "DPoP " + token)
                .header("DPoP", bound.proof(key, "GET", "/userinfo", KeyClient.ath(token)));
    }

    @Test
    void aBoundTokenNamesItsKeyAndWorksWithAProofOfItAlone() throws Exception {
        Answer answer = tokens();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("token_type")).isEqualTo("DPoP");
        String token = answer.text("access_token");
        assertThat(PlatformClient.claims(token).path("cnf").path("jkt").asString()).isEqualTo(KeyClient.thumbprint(KEY));

        assertThat(bound.get("/userinfo", userInfo(token, KEY)).status()).isEqualTo(200);
        Answer bearer = bound.get("/userinfo", new Form().header("Authorization", "Bearer " + token));
        assertThat(bearer.status()).isEqualTo(401);
        assertThat(bearer.challenges()).contains("Bearer error=\"invalid_token\"", "DPoP algs=\"ES256");
        Answer form = bound.post("/userinfo", new Form().field("access_token", token));
        assertThat(form.status()).isEqualTo(401);
        Answer other = bound.get("/userinfo", userInfo(token, another));
        assertThat(other.status()).isEqualTo(401);
        assertThat(other.challenges()).startsWith("DPoP error=\"invalid_token\"").contains("algs=\"ES256");
        Answer none = bound.get("/userinfo", new Form().header("Authorization", "DPoP " + token));
        assertThat(none.status()).isEqualTo(401);
        Answer ath = bound.get("/userinfo", new Form().header("Authorization", "DPoP " + token)
                .header("DPoP", bound.proof(KEY, "GET", "/userinfo", Map.of())));
        assertThat(ath.challenges()).startsWith("DPoP error=\"invalid_dpop_proof\"");
    }

    @Test
    void aProofAtUserInfoIsGoodOnce() throws Exception {
        String token = tokens().text("access_token");
        String proof = bound.proof(KEY, "GET", "/userinfo", KeyClient.ath(token));
        for (int expected : new int[] {200, 401}) {
            assertThat(bound.get("/userinfo", new Form().header("Authorization", "DPoP " + token).header("DPoP", proof))
                    .status()).isEqualTo(expected);
        }
    }

    @Test
    void aPlainTokenIsNoDpopToken() throws Exception {
        String token = bidder.tokens(keys).text("access_token");
        assertThat(keys.get("/userinfo", userInfo(token, KEY)).status()).isEqualTo(401);
        assertThat(keys.get("/userinfo", new Form().header("Authorization", "Bearer " + token)).status()).isEqualTo(200);
    }

    @Test
    void withoutATokenBothSchemesAreNamed() throws Exception {
        Answer answer = bound.get("/userinfo", new Form());
        assertThat(answer.headers().get("www-authenticate"))
                .containsExactly("Bearer", "DPoP algs=\"ES256 ES384 PS256 RS256\"");
    }

    @Test
    void whereItIsRequiredARequestWithoutAProofCostsNoCode() throws Exception {
        Map<String, String> exchange = bound.exchange(bidder.at(bound));
        Answer without = bound.token(bound.authenticated(), exchange);
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.text("error")).isEqualTo("invalid_dpop_proof");
        Answer wrong = bound.token(bound.authenticated()
                .header("DPoP", bound.proof(KEY, "POST", "/oauth2/introspect", Map.of())), exchange);
        assertThat(wrong.text("error")).isEqualTo("invalid_dpop_proof");
        assertThat(bound.token(proven(bound, KEY), exchange).status()).isEqualTo(200);
    }

    @Test
    void theHostHeaderDoesNotChangeTheAddress() throws Exception {
        Answer answer = bound.token(bound.authenticated()
                .header("X-Forwarded-Host", "attacker.example").header("X-Forwarded-Proto", "https")
                .header("DPoP", bound.proof(KEY, "POST", "/oauth2/token",
                        Map.of("htu", "https://attacker.example/oauth2/token"))), bound.exchange("x".repeat(43)));
        assertThat(answer.text("error")).isEqualTo("invalid_dpop_proof");
    }

    @Test
    void aCodeThatNamesAKeyIsRedeemedByThatKeyAlone() throws Exception {
        Map<String, String> request = keys.request();
        request.put("dpop_jkt", KeyClient.thumbprint(KEY));
        assertThat(keys.token(proven(keys, another), keys.exchange(bidder.at(request))).text("error"))
                .isEqualTo("invalid_grant");
        assertThat(keys.token(keys.authenticated(), keys.exchange(bidder.at(request))).text("error"))
                .isEqualTo("invalid_grant");
        assertThat(keys.token(proven(keys, KEY), keys.exchange(bidder.at(request))).text("token_type")).isEqualTo("DPoP");
    }

    @Test
    void aFamilyThatBeganWithAKeyGoesOnWithAKey() throws Exception {
        Answer first = keys.token(proven(keys, KEY), keys.exchange(bidder.at(keys)));
        Answer without = keys.token(keys.authenticated(), KeyClient.refresh(first.text("refresh_token")));
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.text("error")).isEqualTo("invalid_dpop_proof");
        // RFC 9449 §5: the platform is authenticated, so that it may change its key.
        Answer changed = keys.token(proven(keys, another), KeyClient.refresh(first.text("refresh_token")));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(PlatformClient.claims(changed.text("access_token")).path("cnf").path("jkt").asString())
                .isEqualTo(KeyClient.thumbprint(another));
    }

    @Test
    void aRetryWithAnotherKeyIsReuse() throws Exception {
        Answer first = bound.token(proven(bound, KEY), bound.exchange(bidder.at(bound)));
        Answer second = bound.token(proven(bound, KEY), KeyClient.refresh(first.text("refresh_token")));
        Answer retried = bound.token(proven(bound, KEY), KeyClient.refresh(first.text("refresh_token")));
        assertThat(retried.text("error")).isEqualTo("invalid_grant");
        Answer third = bound.token(proven(bound, KEY), KeyClient.refresh(second.text("refresh_token")));
        assertThat(third.status()).as("an honest retry costs nothing").isEqualTo(200);
        assertThat(bound.token(proven(bound, another), KeyClient.refresh(second.text("refresh_token"))).text("error"))
                .isEqualTo("invalid_grant");
        assertThat(bound.token(proven(bound, KEY), KeyClient.refresh(third.text("refresh_token"))).text("error"))
                .as("the family ended").isEqualTo("invalid_grant");
    }

    /** FAPI 2.0 Security Profile: a key for the client, a pushed request, a proof at each endpoint. */
    @Test
    void aPlatformOnTheFapiProfileComesThrough() throws Exception {
        KeyClient fapi = new KeyClient(tamga, TestClients.FAPI);
        Form push = fapi.authenticated().fields(fapi.request())
                .header("DPoP", fapi.proof(KEY, "POST", "/oauth2/par", Map.of()));
        Answer pushed = fapi.post("/oauth2/par", push);
        assertThat(pushed.status()).isEqualTo(201);
        String code = bidder.at(Map.of("client_id", TestClients.FAPI, "request_uri", pushed.text("request_uri")));

        Answer answer = fapi.token(proven(fapi, KEY), fapi.exchange(code));

        assertThat(answer.text("token_type")).isEqualTo("DPoP");
        assertThat(fapi.get("/userinfo", userInfo(answer.text("access_token"), KEY)).status()).isEqualTo(200);
    }

    @Test
    void aProofWithThePushedRequestBindsTheCode() throws Exception {
        KeyClient fapi = new KeyClient(tamga, TestClients.FAPI);
        Answer pushed = fapi.post("/oauth2/par", fapi.authenticated().fields(fapi.request())
                .header("DPoP", fapi.proof(KEY, "POST", "/oauth2/par", Map.of())));
        String code = bidder.at(Map.of("client_id", TestClients.FAPI, "request_uri", pushed.text("request_uri")));
        assertThat(fapi.token(proven(fapi, another), fapi.exchange(code)).text("error")).isEqualTo("invalid_grant");

        Answer differs = fapi.post("/oauth2/par", fapi.authenticated().fields(fapi.request())
                .field("dpop_jkt", KeyClient.thumbprint(another))
                .header("DPoP", fapi.proof(KEY, "POST", "/oauth2/par", Map.of())));
        assertThat(differs.text("error")).isEqualTo("invalid_dpop_proof");
        Answer wrong = fapi.post("/oauth2/par", fapi.authenticated().fields(fapi.request()).header("DPoP", "x"));
        assertThat(wrong.text("error")).isEqualTo("invalid_dpop_proof");
    }

    @Test
    void introspectionTellsTheKey() throws Exception {
        Answer answer = tokens();
        Answer told = bound.post("/oauth2/introspect",
                bound.authenticated().field("token", answer.text("access_token")));
        assertThat(told.json().path("cnf").path("jkt").asString()).isEqualTo(KeyClient.thumbprint(KEY));
        assertThat(told.text("token_type")).isEqualTo("DPoP");
    }

    @Test
    void aServiceTokenCanBeBoundToo() throws Exception {
        Answer answer = keys.token(proven(keys, KEY), KeyClient.service());
        assertThat(answer.text("token_type")).isEqualTo("DPoP");
        assertThat(PlatformClient.claims(answer.text("access_token")).path("cnf").path("jkt").asString())
                .isEqualTo(KeyClient.thumbprint(KEY));
    }
}
