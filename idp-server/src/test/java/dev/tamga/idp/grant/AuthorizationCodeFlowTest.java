package dev.tamga.idp.grant;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.Race;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestPlatforms;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** The authorization code flow as a platform and a browser see it, over real HTTP with a bound key. */
@Tag("database")
final class AuthorizationCodeFlowTest {
    private static final String KEY = "szca-enterprise";

    private RunningTamga tamga;
    private Bidder bidder;
    private PlatformClient platform;
    private Journey journey;

    @BeforeEach
    void bindOnce() throws Exception {
        tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
        platform = new PlatformClient(tamga, "150100");
        journey = new Journey(bidder, KEY);
        bidder.bind(KEY);
    }

    private String code() throws Exception {
        return PlatformClient.query(journey.walk(platform.request())).get("code");
    }

    @Test
    void aBidderArrivesWithAVerifiableIdToken() throws Exception {
        HttpResponse<String> back = journey.walk(platform.request());
        assertThat(location(back)).startsWith(TestPlatforms.redirectUri("150100") + "?");
        assertThat(PlatformClient.query(back))
                .containsEntry("state", "state-1").containsEntry("iss", tamga.issuer().toString());

        PlatformClient.Answer answer = platform.redeem(PlatformClient.query(back).get("code"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        SignedJWT idToken = SignedJWT.parse(answer.text("id_token"));
        JWKSet keys = JWKSet.parse(bidder.browser().get("/oauth2/jwks").body());
        assertThat(idToken.verify(new ECDSAVerifier(
                keys.getKeyByKeyId(idToken.getHeader().getKeyID()).toECKey()))).isTrue();
        JsonNode claims = PlatformClient.claims(answer.text("id_token"));
        assertThat(claims.path("iss").asString()).isEqualTo(tamga.issuer().toString());
        assertThat(claims.path("nonce").asString()).isEqualTo("nonce-1");
        assertThat(claims.path("acr").asString()).isEqualTo("urn:tamga:acr:certificate");
        assertThat(claims.path("amr").get(0).asString()).isEqualTo("pop");
        assertThat(claims.path("sid").asString()).hasSize(26);
        assertThat(claims.path("sub").asString()).matches("[a-z2-7]{26}");
        assertThat(claims.propertyNames()).as("claims of scopes belong in userinfo").doesNotContain("name", "ca_id");
    }

    @Test
    void userInfoHoldsTheClaimsOfTheScopesAndNothingMore() throws Exception {
        Map<String, String> request = platform.request();
        request.put("scope", "openid account");
        PlatformClient.Answer answer = platform.redeem(PlatformClient.query(journey.walk(request)).get("code"));

        JsonNode claims = PlatformClient.json(platform.userInfo(answer.text("access_token")).body());

        assertThat(claims.propertyNames())
                .containsExactlyInAnyOrder("sub", "ca_id", "key_number", "key_medium_number", "key_role", "holder_id");
        assertThat(claims.path("ca_id").asString()).isEqualTo("szca");
    }

    @Test
    void theClaimsParameterMovesAGrantedClaimIntoTheIdToken() throws Exception {
        Map<String, String> request = platform.request();
        request.put("claims", "{\"id_token\":{\"name\":null}}");
        JsonNode claims = PlatformClient.claims(
                platform.redeem(PlatformClient.query(journey.walk(request)).get("code")).text("id_token"));
        assertThat(claims.path("name").asString()).isNotEmpty();
    }

    @Test
    void aSecondUseOfACodeEndsTheGrant() throws Exception {
        String code = code();
        PlatformClient.Answer first = platform.redeem(code);
        assertThat(platform.userInfo(first.text("access_token")).statusCode()).isEqualTo(200);

        PlatformClient.Answer second = platform.redeem(code);

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.text("error")).isEqualTo("invalid_grant");
        assertThat(platform.userInfo(first.text("access_token")).statusCode()).isEqualTo(401);
        assertThat(platform.refresh(first.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void ofFiftyParallelRedemptionsOneSucceedsAndItsTokensAreDead() throws Exception {
        String code = code();
        List<PlatformClient.Answer> answers = Race.run(50, i -> () -> platform.redeem(code));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.text("error").equals("invalid_grant")).hasSize(49);
        PlatformClient.Answer winner =
                answers.stream().filter(answer -> answer.status() == 200).findFirst().orElseThrow();
        assertThat(platform.userInfo(winner.text("access_token")).statusCode()).isEqualTo(401);
        assertThat(platform.refresh(winner.text("refresh_token")).status()).isEqualTo(400);
    }

    @Test
    void ofFiftyParallelRefreshesOneSucceedsAndTheFamilyLives() throws Exception {
        String refreshToken = platform.redeem(code()).text("refresh_token");
        List<PlatformClient.Answer> answers = Race.run(50, i -> () -> platform.refresh(refreshToken));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.text("error").equals("invalid_grant")).hasSize(49);
        PlatformClient.Answer winner =
                answers.stream().filter(answer -> answer.status() == 200).findFirst().orElseThrow();
        assertThat(platform.refresh(winner.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void anOlderRefreshTokenEndsTheFamily() throws Exception {
        String first = platform.redeem(code()).text("refresh_token");
        String second = platform.refresh(first).text("refresh_token");
        String third = platform.refresh(second).text("refresh_token");

        assertThat(platform.refresh(first).text("error")).isEqualTo("invalid_grant");
        assertThat(platform.refresh(third).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void aTokenInTheAddressIsNone() throws Exception {
        String token = platform.redeem(code()).text("access_token");
        assertThat(platform.post("/userinfo?access_token=" + token, Map.of()).status()).isEqualTo(401);
    }

    @Test
    void aRefreshKeepsTheSignInAndDropsTheNonce() throws Exception {
        PlatformClient.Answer first = platform.redeem(code());
        JsonNode before = PlatformClient.claims(first.text("id_token"));
        JsonNode after = PlatformClient.claims(platform.refresh(first.text("refresh_token")).text("id_token"));
        assertThat(after.path("auth_time")).isEqualTo(before.path("auth_time"));
        assertThat(after.path("sid")).isEqualTo(before.path("sid"));
        assertThat(after.has("nonce")).isFalse();
    }

    @Test
    void aCodeIsBoundToVerifierRedirectAndPlatform() throws Exception {
        Map<String, String> good = Map.of(
                "redirect_uri", TestPlatforms.redirectUri("150100"), "code_verifier", PlatformClient.VERIFIER);
        Map<String, Map<String, String>> wrong = Map.of(
                "another verifier", Map.of("code_verifier", "w".repeat(43)),
                "another redirect", Map.of("redirect_uri", TestPlatforms.redirectUri("150100") + "?dummy=1"));
        for (Map.Entry<String, Map<String, String>> change : wrong.entrySet()) {
            Map<String, String> parameters = new HashMap<>(good);
            parameters.put("code", code());
            parameters.putAll(change.getValue());
            assertThat(platform.redeem(parameters).text("error")).as(change.getKey()).isEqualTo("invalid_grant");
        }
        Map<String, String> noVerifier = new HashMap<>(good);
        noVerifier.remove("code_verifier");
        noVerifier.put("code", code());
        assertThat(platform.redeem(noVerifier).text("error")).isEqualTo("invalid_grant");

        PlatformClient other = new PlatformClient(tamga, "150200");
        Map<String, String> stolen = new HashMap<>(good);
        stolen.put("code", code());
        assertThat(other.redeem(stolen).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void denyingIsAccessDeniedAlsoAfterAnEarlierConsent() throws Exception {
        code();
        Map<String, String> request = platform.request();
        request.put("prompt", "consent");
        HttpResponse<String> asked = bidder.browser().get(PlatformClient.authorize(request));
        assertThat(location(asked)).startsWith("/consent");

        HttpResponse<String> denied = journey.consent(asked, "deny");

        assertThat(PlatformClient.query(denied))
                .containsEntry("error", "access_denied").containsEntry("state", "state-1")
                .containsEntry("iss", tamga.issuer().toString()).doesNotContainKey("code");
        assertThat(PlatformClient.query(bidder.browser().get(PlatformClient.authorize(platform.request()))))
                .as("the earlier consent stays").containsKey("code");
    }

    @Test
    void aConsentFormWithoutItsTokenIsRefused() throws Exception {
        HttpResponse<String> posted = bidder.browser().post("/consent", Map.of(
                "request", new String[] {"x"}, "decision", new String[] {"allow"}, "_csrf", new String[] {"forged"}));
        assertThat(posted.statusCode()).isEqualTo(403);
    }

    @Test
    void aRequestIsAnsweredOnceAndOnlyInItsBrowser() throws Exception {
        HttpResponse<String> at = bidder.browser().get(PlatformClient.authorize(platform.request()));
        if (location(at).startsWith("/sign-in")) {
            String id = Journey.requestId(at);
            String resume = Journey.resume("150100", id);
            assertThat(tamga.browser().get(resume).statusCode()).as("another browser").isEqualTo(400);
            bidder.signIn(KEY);
            HttpResponse<String> next = bidder.browser().get(resume);
            HttpResponse<String> done = location(next).startsWith("/consent") ? journey.follow(journey.consent(next, "allow")) : next;
            assertThat(PlatformClient.query(done)).containsKey("code");
            assertThat(bidder.browser().get(resume).statusCode()).as("a second time").isEqualTo(400);
        }
    }

    @Test
    void anUnknownRedirectOrPlatformEndsOnAPage() throws Exception {
        for (Map<String, String> change : List.of(
                Map.of("redirect_uri", "https://attacker.example/callback"),
                Map.of("redirect_uri", TestPlatforms.redirectUri("150100") + "/"),
                Map.of("redirect_uri", TestPlatforms.redirectUri("150100").replace("https", "HTTPS")),
                Map.of("client_id", "nobody"), Map.of("client_id", "150300"))) {
            Map<String, String> request = platform.request();
            request.putAll(change);
            HttpResponse<String> response = bidder.browser().get(PlatformClient.authorize(request));
            assertThat(response.statusCode()).as(change.toString()).isEqualTo(400);
            assertThat(response.headers().firstValue("Location")).isEmpty();
            assertThat(response.body()).contains("id=\"error-page\"").doesNotContain("attacker.example/callback\">");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "response_type, '', invalid_request",
        "scope, profile, invalid_scope",
        "code_challenge, '', invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, '', invalid_request",
        "code_challenge, short, invalid_request",
        "prompt, none login, invalid_request",
        "prompt, sometimes, invalid_request",
        "max_age, -1, invalid_request",
        "claims, [, invalid_request",
        "request, eyJ, request_not_supported",
        "response_mode, fragment, invalid_request",
        "prompt, none, login_required",
    })
    void everyOtherFaultGoesToThePlatformWithStateAndIssuer(String name, String value, String error) throws Exception {
        Map<String, String> request = platform.request();
        request.put(name, value);
        HttpResponse<String> response = tamga.browser().get(PlatformClient.authorize(request));
        assertThat(location(response)).startsWith(TestPlatforms.redirectUri("150100"));
        assertThat(PlatformClient.query(response))
                .containsEntry("error", error).containsEntry("state", "state-1")
                .containsEntry("iss", tamga.issuer().toString());
    }

    @Test
    void aDuplicateParameterIsRefused() throws Exception {
        HttpResponse<String> response = tamga.browser().get(
                PlatformClient.authorize(platform.request()) + "&nonce=other");
        assertThat(PlatformClient.query(response)).containsEntry("error", "invalid_request");
    }

    @Test
    void aQueryOfTheRedirectUriIsKept() throws Exception {
        Map<String, String> request = platform.request();
        request.put("redirect_uri", TestPlatforms.redirectUri("150100") + "?dummy=1");
        request.put("prompt", "none");
        assertThat(location(tamga.browser().get(PlatformClient.authorize(request))))
                .startsWith(TestPlatforms.redirectUri("150100") + "?dummy=1&error=login_required");
    }

    @Test
    void formPostAnswersWithAFormThatMayPostToThePlatformAlone() throws Exception {
        Map<String, String> request = platform.request();
        request.put("response_mode", "form_post");
        request.put("prompt", "none");
        HttpResponse<String> response = tamga.browser().get(PlatformClient.authorize(request));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("action=\"" + TestPlatforms.redirectUri("150100") + "\"", "login_required");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("form-action 'self' https://platform-150100.example").doesNotContain("unsafe");
    }

    @Test
    void aLoginPromptAndMaxAgeZeroAskForANewSignature() throws Exception {
        code();
        for (Map<String, String> change : List.of(Map.of("prompt", "login"), Map.of("max_age", "0"))) {
            Map<String, String> request = platform.request();
            request.putAll(change);
            assertThat(location(bidder.browser().get(PlatformClient.authorize(request))))
                    .as(change.toString()).startsWith("/sign-in");
        }
        Map<String, String> request = platform.request();
        request.put("max_age", "3600");
        assertThat(PlatformClient.query(bidder.browser().get(PlatformClient.authorize(request)))).containsKey("code");
    }

    @Test
    void wrongClientCredentialsAreRefused() throws Exception {
        PlatformClient.Answer answer = new PlatformClient(tamga, "150300").redeem("x".repeat(43));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
        assertThat(platform.token(Map.of("grant_type", "password", "username", "a", "password", "b")).text("error"))
                .isEqualTo("unsupported_grant_type");
        assertThat(platform.token(Map.of("grant_type", "client_credentials")).text("error"))
                .isEqualTo("unauthorized_client");
    }

    @Test
    void garbageTokensAreRefusedByUserInfo() throws Exception {
        for (String token : List.of("x", "a.b.c", "bnVsbA.e30.AA", "x".repeat(7000), platform.redeem(code()).text("id_token"))) {
            HttpResponse<String> response = platform.userInfo(token);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_token");
        }
    }
}
