package dev.tamga.idp.platform;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tamga.idp.KeyClient;
import dev.tamga.idp.KeyClient.Answer;
import dev.tamga.idp.KeyClient.Form;
import dev.tamga.idp.Race;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestClients;
import dev.tamga.idp.TestPlatforms;

import static org.assertj.core.api.Assertions.assertThat;

/** How platforms say who they are, over real HTTP. */
@Tag("database")
final class ClientAuthenticationTest {
    private RunningTamga tamga;
    private KeyClient keys;
    private KeyClient api;

    @BeforeEach
    void start() throws Exception {
        tamga = RunningTamga.get();
        keys = new KeyClient(tamga, TestClients.KEYS);
        api = new KeyClient(tamga, TestClients.API);
    }

    private Answer ask(Form form) throws Exception {
        return keys.token(form, KeyClient.service());
    }

    static Stream<Object[]> algorithms() {
        return Stream.of(
                new Object[] {JWSAlgorithm.ES256, TestClients.P256}, new Object[] {JWSAlgorithm.ES384, TestClients.P384},
                new Object[] {JWSAlgorithm.RS256, TestClients.RSA}, new Object[] {JWSAlgorithm.PS256, TestClients.RSA});
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void anAssertionOfEachAlgorithmIsAccepted(JWSAlgorithm algorithm, JWK key) throws Exception {
        assertThat(ask(KeyClient.asserted(keys.assertion(Map.of(), algorithm, key))).status()).isEqualTo(200);
    }

    @Test
    void withoutAKidEveryKeyIsTried() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).build();
        JWTClaimsSet claims = SignedJWT.parse(keys.assertion(Map.of())).getJWTClaimsSet();
        assertThat(ask(KeyClient.asserted(KeyClient.sign(header, claims, TestClients.P256))).status()).isEqualTo(200);
    }

    @Test
    void theTokenEndpointIsAnAudienceForAPlatformThatIsNotOnTheFapiProfile() throws Exception {
        Map<String, Object> endpoint = Map.of("aud", tamga.issuer() + "/oauth2/token");
        assertThat(ask(KeyClient.asserted(keys.assertion(endpoint))).status()).isEqualTo(200);
        KeyClient fapi = new KeyClient(tamga, TestClients.FAPI);
        assertThat(fapi.token(KeyClient.asserted(fapi.assertion(endpoint)), Map.of("grant_type", "authorization_code"))
                .text("error")).isEqualTo("invalid_client");
        assertThat(fapi.token(KeyClient.asserted(fapi.assertion(Map.of(), JWSAlgorithm.RS256, TestClients.RSA)),
                Map.of("grant_type", "authorization_code")).text("error")).isEqualTo("invalid_client");
        assertThat(fapi.token(fapi.authenticated(), Map.of("grant_type", "authorization_code")).text("error"))
                .as("the issuer is, and then the code is missed").isEqualTo("invalid_request");
    }

    static Stream<Map<String, Object>> wrongClaims() {
        String issuer = "issuer";
        long now = Instant.now().getEpochSecond();
        Map<String, Object> noExpiry = new HashMap<>();
        noExpiry.put("exp", null);
        Map<String, Object> noId = new HashMap<>();
        noId.put("jti", null);
        Map<String, Object> noAudience = new HashMap<>();
        noAudience.put("aud", null);
        Map<String, Object> noSubject = new HashMap<>();
        noSubject.put("sub", null);
        return Stream.of(
                noExpiry, noId, noAudience, noSubject,
                Map.of("aud", "https://another.example"), Map.of("aud", List.of(issuer, "https://another.example")),
                Map.of("aud", issuer + "/"), Map.of("aud", issuer + "/oauth2/introspect"), Map.of("aud", 7),
                Map.of("exp", now - 120), Map.of("exp", now + 600), Map.of("exp", "tomorrow"),
                Map.of("exp", Long.MAX_VALUE), Map.of("exp", 1e300), Map.of("exp", -1), Map.of("exp", true),
                Map.of("nbf", now + 120), Map.of("iat", now + 120), Map.of("iat", "now"),
                Map.of("jti", ""), Map.of("jti", "j".repeat(201)), Map.of("jti", 7),
                Map.of("iss", TestClients.API), Map.of("sub", TestClients.API),
                Map.of("iss", "nobody", "sub", "nobody"), Map.of("iss", TestClients.API, "sub", TestClients.API),
                Map.of("iss", "150300", "sub", "150300"), Map.of("iss", 7, "sub", 7));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void anAssertionWithAWrongClaimIsRefused(Map<String, Object> changes) throws Exception {
        Map<String, Object> real = new HashMap<>(changes);
        real.computeIfPresent("aud", (name, value) -> value instanceof String text
                ? text.replace("issuer", tamga.issuer().toString())
                : value instanceof List<?> ? List.of(tamga.issuer().toString(), "https://another.example") : value);
        requireRefused(KeyClient.asserted(keys.assertion(real)));
    }

    private void requireRefused(Form form) throws Exception {
        Answer answer = ask(form);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
        assertThat(answer.challenges()).startsWith("Basic realm=");
    }

    @Test
    void anArrayOfOneAudienceIsRefusedToo() throws Exception {
        // The library would write an array of one as a string.
        String payload = SignedJWT.parse(keys.assertion(Map.of())).getPayload().toString()
                .replaceFirst("\"aud\":\"([^\"]+)\"", "\"aud\":[\"$1\"]");
        com.nimbusds.jose.JWSObject object = new com.nimbusds.jose.JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256).build(), new com.nimbusds.jose.Payload(payload));
        object.sign(new com.nimbusds.jose.crypto.ECDSASigner(TestClients.P256));
        assertThat(payload).contains("\"aud\":[");
        requireRefused(KeyClient.asserted(object.serialize()));
    }

    @Test
    void aSignatureByAnythingElseIsRefused() throws Exception {
        String good = keys.assertion(Map.of());
        String[] parts = good.split("\\.");
        requireRefused(KeyClient.asserted(keys.assertion(Map.of(), JWSAlgorithm.ES256,
                new ECKeyGenerator(Curve.P_256).keyID("p256").generate())));
        requireRefused(KeyClient.asserted(keys.assertion(Map.of(), JWSAlgorithm.ES256,
                new ECKeyGenerator(Curve.P_256).keyID("unknown").generate())));
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString(
                "{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII));
        requireRefused(KeyClient.asserted(none + "." + parts[1] + "."));
        requireRefused(KeyClient.asserted(none + "." + parts[1] + "." + parts[2]));
        requireRefused(KeyClient.asserted(parts[0] + "." + parts[1] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64])));
        requireRefused(KeyClient.asserted(hmac("public key".repeat(10))));
        requireRefused(KeyClient.asserted(hmac(TestClients.P256.toPublicJWK().toJSONString())));
        JWSHeader critical = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("p256")
                .criticalParams(java.util.Set.of("exp")).customParam("exp", 1).build();
        requireRefused(KeyClient.asserted(
                KeyClient.sign(critical, SignedJWT.parse(good).getJWTClaimsSet(), TestClients.P256)));
    }

    private String hmac(String secret) throws Exception {
        SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("p256").build(),
                SignedJWT.parse(keys.assertion(Map.of())).getJWTClaimsSet());
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }

    @Test
    void garbageIsRefusedAndNothingBreaks() throws Exception {
        String deep = Base64.getUrlEncoder().withoutPadding().encodeToString(
                ("{\"alg\":\"ES256\",\"x\":" + "[".repeat(2500) + "]".repeat(2500) + "}").getBytes(StandardCharsets.US_ASCII));
        for (String garbage : List.of(
                "bnVsbA.e30.AA", "x", "..", "a.b.c", "a.b.c.d.e", "{}.{}.{}", "\u0000", "e30.e30.e30", "€", "x".repeat(100_000),
                deep + ".e30.AA", "eyJhbGciOiJFUzI1NiIsImFsZyI6Im5vbmUifQ.e30.AA", "eyJhbGciOjd9.e30.AA",
                "eyJhbGciOiJFUzI1NiJ9.bnVsbA.AA", "eyJhbGciOiJFUzI1NiJ9.W10.AA", "eyJhbGciOiJFUzI1NiJ9..AA")) {
            requireRefused(KeyClient.asserted(garbage));
        }
        requireRefused(new Form().field("client_assertion_type", "urn:other").field("client_assertion", keys.assertion(Map.of())));
        requireRefused(new Form().field("client_assertion", keys.assertion(Map.of())));
        requireRefused(new Form().field("client_assertion_type", KeyClient.ASSERTION_TYPE));
        requireRefused(KeyClient.asserted(keys.assertion(Map.of())).field("client_id", TestClients.FAPI));
    }

    @Test
    void anAssertionIsGoodOnceHoweverManyBringIt() throws Exception {
        String assertion = keys.assertion(Map.of());
        List<Answer> answers = Race.run(20, i -> () -> ask(KeyClient.asserted(assertion)));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(19);
        requireRefused(KeyClient.asserted(assertion));
    }

    @Test
    void aForgedAssertionDoesNotSpendTheIdentifierOfARealOne() throws Exception {
        Map<String, Object> id = Map.of("jti", "shared-" + System.nanoTime());
        requireRefused(KeyClient.asserted(keys.assertion(id, JWSAlgorithm.ES256,
                new ECKeyGenerator(Curve.P_256).keyID("p256").generate())));
        assertThat(ask(KeyClient.asserted(keys.assertion(id))).status()).isEqualTo(200);
    }

    @Test
    void aPlatformUsesTheOneMethodThatItIsRegisteredFor() throws Exception {
        requireRefused(new Form().header("Authorization", KeyClient.basic(TestClients.KEYS, TestPlatforms.SECRET)));
        requireRefused(post(TestClients.API, TestPlatforms.SECRET));
        requireRefused(new Form().header("Authorization", KeyClient.basic("150200", TestPlatforms.SECRET)));
        requireRefused(KeyClient.asserted(api.assertion(Map.of())));
        assertThat(ask(api.authenticated()).status()).isEqualTo(200);
        assertThat(ask(post("150200", TestPlatforms.SECRET)).text("error")).isEqualTo("unauthorized_client");
    }

    private static Form post(String id, String secret) {
        return new Form().field("client_id", id).field("client_secret", secret);
    }

    @Test
    void severalMethodsInOneRequestAreRefused() throws Exception {
        for (Form form : List.of(
                api.authenticated().field("client_id", TestClients.API).field("client_secret", TestPlatforms.SECRET),
                keys.authenticated().header("Authorization", KeyClient.basic(TestClients.API, TestPlatforms.SECRET)),
                keys.authenticated().field("client_id", "150200").field("client_secret", TestPlatforms.SECRET),
                api.authenticated().header("Authorization", KeyClient.basic(TestClients.API, "other")))) {
            Answer answer = ask(form);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("error")).isEqualTo("invalid_request");
        }
    }

    @Test
    void publicClientsAreRefused() throws Exception {
        for (Form form : List.of(new Form(), new Form().field("client_id", TestClients.API),
                new Form().field("client_id", TestClients.API).field("client_secret", ""),
                new Form().field("client_secret", TestPlatforms.SECRET),
                new Form().header("Authorization", "Bearer " + TestPlatforms.SECRET))) {
            requireRefused(form);
        }
    }

    @Test
    void anUnknownPlatformIsNotToldFromAWrongSecret() throws Exception {
        Answer unknown = ask(new Form().header("Authorization", KeyClient.basic("nobody", "x".repeat(43))));
        Answer wrong = ask(new Form().header("Authorization", KeyClient.basic(TestClients.API, "x".repeat(43))));
        assertThat(wrong.status()).isEqualTo(unknown.status()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body());
        assertThat(wrong.headers().keySet()).isEqualTo(unknown.headers().keySet());
    }

    @Test
    void theHeadersHalvesAreFormEncoded() throws Exception {
        String encoded = TestPlatforms.SECRET.replace("-", "%2D");
        assertThat(ask(new Form().header("Authorization", KeyClient.basic("test%2Dapi", encoded))).status()).isEqualTo(200);
        for (String wrong : List.of("Basic", "Basic ", "Basic !!!", "Basic " + base64("no-colon"),
                "Basic " + base64(":" + TestPlatforms.SECRET), "Basic " + base64("test-api:%zz"),
                "Basic " + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff, ':', 'x'}),
                "Basic " + base64("test-api:" + "x".repeat(2000)), "basic" + base64("test-api:x"))) {
            requireRefused(new Form().header("Authorization", wrong));
        }
        requireRefused(api.authenticated().field("client_id", "150100"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void credentialsInTheAddressAreNotRead() throws Exception {
        String address = "/oauth2/token?client_id=150200&client_secret=" + TestPlatforms.SECRET;
        Answer answer = keys.post(address, new Form().fields(KeyClient.service()));
        assertThat(answer.status()).isEqualTo(401);
        Answer post = keys.post("/oauth2/token?client_secret=x", post("150200", TestPlatforms.SECRET).fields(KeyClient.service()));
        assertThat(post.text("error")).isEqualTo("unauthorized_client");
    }

    @Test
    void aParameterTwiceIsRefused() throws Exception {
        for (String name : Arrays.asList("grant_type", "scope", "client_id", "anything")) {
            Answer answer = ask(api.authenticated().field(name, "a").field(name, "a"));
            assertThat(answer.status()).as(name).isEqualTo(400);
            assertThat(answer.text("error")).as(name).isEqualTo("invalid_request");
        }
    }
}
