package dev.tamga.idp.wiring;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestPlatforms;
import dev.tamga.idp.claim.Claim;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Discovery against what happens: for each member a real request shows that each of its values works, and for what
 * could stand there and does not a request shows that it is refused. A member without a check here fails the test.
 */
@Tag("database")
final class AdvertisedTest {
    private static final String KEY = "szca-enterprise";

    private RunningTamga tamga;
    private Bidder bidder;
    private PlatformClient platform;
    private final Map<String, Check> checks = new LinkedHashMap<>();

    /** Shows a member of the document to be true. */
    @FunctionalInterface
    private interface Check {
        void run(JsonNode advertised) throws Exception;
    }

    @BeforeEach
    void bindOnce() throws Exception {
        tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
        platform = new PlatformClient(tamga, "150100");
        bidder.bind(KEY);
        endpoints();
        requests();
        tokens();
        authentication();
        flags();
        logouts();
    }

    private JsonNode document() throws Exception {
        return PlatformClient.json(tamga.browser().get("/.well-known/openid-configuration").body());
    }

    @TestFactory
    Stream<DynamicTest> whatIsAdvertisedWorks() throws Exception {
        JsonNode document = document();
        return document.properties().stream().map(member -> DynamicTest.dynamicTest(member.getKey(), () -> {
            assertThat(checks).as("a check of " + member.getKey()).containsKey(member.getKey());
            checks.get(member.getKey()).run(member.getValue());
        }));
    }

    @Test
    void whatIsCheckedIsAdvertised() throws Exception {
        assertThat(checks.keySet()).isSubsetOf(document().propertyNames());
    }

    @Test
    void bothWellKnownAddressesTellTheSame() throws Exception {
        assertThat(PlatformClient.json(tamga.browser().get("/.well-known/oauth-authorization-server").body()))
                .isEqualTo(document());
    }

    private static List<String> words(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private String path(JsonNode address) {
        assertThat(address.asString()).startsWith(tamga.issuer().toString());
        return address.asString().substring(tamga.issuer().toString().length());
    }

    private Map<String, String> request(PlatformClient client, String... changes) {
        Map<String, String> request = client.request();
        for (int i = 0; i < changes.length; i += 2) {
            request.put(changes[i], changes[i + 1]);
        }
        return request;
    }

    private HttpResponse<String> walk(PlatformClient client, String... changes) throws Exception {
        return new Journey(bidder, KEY).walk(request(client, changes));
    }

    private String refusal(String name, String value) throws Exception {
        return PlatformClient.query(bidder.browser().get(PlatformClient.authorize(request(platform, name, value))))
                .get("error");
    }

    private PlatformClient.Answer tokens(PlatformClient client, String... changes) throws Exception {
        PlatformClient.Answer answer = client.redeem(PlatformClient.query(walk(client, changes)).get("code"));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer;
    }

    private void endpoints() {
        checks.put("issuer", issuer -> {
            assertThat(issuer.asString()).isEqualTo(tamga.issuer().toString());
            assertThat(PlatformClient.claims(tokens(platform).text("id_token")).path("iss")).isEqualTo(issuer);
        });
        checks.put("authorization_endpoint", address -> assertThat(bidder.browser().get(
                PlatformClient.authorize(platform.request()).replace("/oauth2/authorize", path(address))).statusCode())
                .isEqualTo(303));
        checks.put("pushed_authorization_request_endpoint", address ->
                assertThat(platform.post(path(address), platform.request()).status()).isEqualTo(201));
        checks.put("token_endpoint", address -> assertThat(platform.post(path(address), Map.of(
                "grant_type", "refresh_token", "refresh_token", tokens(platform).text("refresh_token"))).status())
                .isEqualTo(200));
        checks.put("introspection_endpoint", address -> assertThat(platform.post(path(address), Map.of(
                "token", tokens(platform).text("access_token"))).status()).isEqualTo(200));
        checks.put("revocation_endpoint", address -> {
            PlatformClient.Answer tokens = tokens(platform);
            String refreshToken = tokens.text("refresh_token");
            assertThat(basic(path(address), Map.of("token", refreshToken)).statusCode()).isEqualTo(200);
            assertThat(platform.refresh(refreshToken).text("error")).isEqualTo("invalid_grant");
        });
        checks.put("userinfo_endpoint", address -> {
            assertThat(path(address)).isEqualTo("/userinfo");
            assertThat(platform.userInfo(tokens(platform).text("access_token")).statusCode()).isEqualTo(200);
        });
        checks.put("jwks_uri", address -> assertThat(tamga.browser().get(path(address)).body())
                .contains(SignedJWT.parse(tokens(platform).text("id_token")).getHeader().getKeyID()));
        checks.put("end_session_endpoint", address -> assertThat(tamga.browser().get(path(address)).body())
                .contains("id=\"sign-out-confirm\""));
    }

    private void requests() {
        checks.put("response_types_supported", types -> {
            assertThat(words(types)).containsExactly("code");
            for (String absent : List.of("token", "id_token", "code id_token", "code token", "none")) {
                assertThat(refusal("response_type", absent)).as(absent).isEqualTo("unsupported_response_type");
            }
        });
        checks.put("response_modes_supported", modes -> {
            for (String mode : words(modes)) {
                HttpResponse<String> done = walk(platform, "response_mode", mode);
                assertThat(done.body() + location(done)).as(mode).contains("code");
            }
            for (String absent : List.of("fragment", "jwt", "web_message")) {
                assertThat(words(modes)).doesNotContain(absent);
                assertThat(refusal("response_mode", absent)).as(absent).isEqualTo("invalid_request");
            }
        });
        checks.put("scopes_supported", scopes -> {
            for (String scope : words(scopes)) {
                assertThat(tokens(platform, "scope", "openid " + scope).text("scope").split(" ")).contains(scope);
            }
            assertThat(tokens(platform, "scope", "openid email offline_access").text("scope")).isEqualTo("openid");
        });
        checks.put("prompt_values_supported", values -> {
            for (String value : words(values)) {
                HttpResponse<String> at = bidder.browser().get(
                        PlatformClient.authorize(request(platform, "prompt", value)));
                assertThat(PlatformClient.query(at).getOrDefault("error", "")).as(value).isNotEqualTo("invalid_request");
            }
            assertThat(refusal("prompt", "create")).isEqualTo("invalid_request");
        });
        checks.put("code_challenge_methods_supported", methods -> {
            assertThat(words(methods)).containsExactly("S256");
            assertThat(refusal("code_challenge_method", "plain")).isEqualTo("invalid_request");
        });
        checks.put("display_values_supported", values -> words(values).forEach(value -> assertThat(
                locationOf(request(platform, "display", value))).startsWith("/")));
        checks.put("ui_locales_supported", locales -> {
            for (String locale : words(locales)) {
                bidder.browser().cookies().clear();
                HttpResponse<String> at = bidder.browser().get(
                        PlatformClient.authorize(request(platform, "ui_locales", locale)));
                assertThat(bidder.browser().get(location(at)).body()).contains("<html lang=\"" + locale + "\"");
            }
        });
        checks.put("acr_values_supported", values -> assertThat(words(values)).containsExactly(
                PlatformClient.claims(tokens(platform).text("id_token")).path("acr").asString()));
    }

    private String locationOf(Map<String, String> request) {
        try {
            return location(tamga.browser().get(PlatformClient.authorize(request)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void tokens() {
        checks.put("claims_supported", claims -> {
            PlatformClient.Answer answer = tokens(platform, "scope", "openid profile organization account phone address");
            TreeSet<String> seen = new TreeSet<>(
                    PlatformClient.claims(answer.text("id_token")).propertyNames());
            seen.addAll(PlatformClient.json(platform.userInfo(answer.text("access_token")).body()).propertyNames());
            assertThat(words(claims)).containsAll(seen).doesNotHaveDuplicates();
            List<String> unseen = new ArrayList<>(words(claims));
            unseen.removeAll(seen);
            assertThat(Stream.of(Claim.values()).map(Claim::word))
                    .as("what this subject has no value of").containsAll(unseen);
        });
        checks.put("claim_types_supported", types -> assertThat(words(types)).containsExactly("normal"));
        checks.put("claims_parameter_supported", supported -> {
            assertThat(supported.asBoolean()).isTrue();
            assertThat(PlatformClient.claims(tokens(platform, "claims", "{\"id_token\":{\"name\":null}}")
                    .text("id_token")).has("name")).isTrue();
        });
        checks.put("subject_types_supported", types -> {
            assertThat(words(types)).containsExactlyInAnyOrder("public", "pairwise");
            String known = PlatformClient.claims(tokens(platform).text("id_token")).path("sub").asString();
            assertThat(PlatformClient.claims(tokens(new PlatformClient(tamga, "150200")).text("id_token"))
                    .path("sub").asString()).as("public").isEqualTo(known);
            String code = PlatformClient.query(walk(new PlatformClient(tamga, TestPlatforms.KEYED))).get("code");
            assertThat(PlatformClient.claims(PlatformClient.json(keyed("ES256", Map.of(
                            "grant_type", "authorization_code", "code", code,
                            "redirect_uri", TestPlatforms.redirectUri(TestPlatforms.KEYED),
                            "code_verifier", PlatformClient.VERIFIER)).body()).path("id_token").asString())
                    .path("sub").asString()).as("pairwise").hasSize(26).isNotEqualTo(known);
        });
        checks.put("id_token_signing_alg_values_supported", algorithms -> {
            for (String algorithm : words(algorithms)) {
                String id = algorithm.equals("ES256") ? "150100" : TestPlatforms.SIGNED_BY + algorithm.toLowerCase(Locale.ROOT);
                String token = tokens(new PlatformClient(tamga, id)).text("id_token");
                assertThat(SignedJWT.parse(token).getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
            }
            assertThat(words(algorithms)).doesNotContain("none", "HS256");
        });
        checks.put("grant_types_supported", types -> {
            assertThat(words(types)).containsExactlyInAnyOrder(
                    "authorization_code", "refresh_token", "client_credentials");
            PlatformClient.Answer answer = tokens(platform);
            assertThat(platform.refresh(answer.text("refresh_token")).status()).isEqualTo(200);
            assertThat(keyed("ES256", Map.of("grant_type", "client_credentials", "scope", "reports",
                    "resource", "https://reports.example")).statusCode()).isEqualTo(200);
            for (String absent : List.of("password", "implicit", "urn:ietf:params:oauth:grant-type:device_code",
                    "urn:ietf:params:oauth:grant-type:token-exchange", "urn:ietf:params:oauth:grant-type:jwt-bearer")) {
                assertThat(platform.token(Map.of("grant_type", absent, "username", "a", "password", "b")).text("error"))
                        .as(absent).isEqualTo("unsupported_grant_type");
            }
        });
        checks.put("dpop_signing_alg_values_supported", algorithms -> {
            for (String algorithm : words(algorithms)) {
                String code = PlatformClient.query(walk(platform)).get("code");
                HttpResponse<String> answer = send("/oauth2/token", Map.of(
                        "grant_type", "authorization_code", "code", code, "code_verifier", PlatformClient.VERIFIER,
                        "redirect_uri", TestPlatforms.redirectUri("150100")),
                        Map.of("Authorization", basic(), "DPoP", TestPlatforms.KEYS.proof(
                                algorithm, "POST", tamga.issuer().resolve("/oauth2/token"))));
                assertThat(PlatformClient.json(answer.body()).path("token_type").asString())
                        .as(algorithm).isEqualTo("DPoP");
            }
        });
    }

    private void authentication() {
        for (String endpoint : List.of("token", "introspection", "revocation")) {
            checks.put(endpoint + "_endpoint_auth_methods_supported", methods -> {
                assertThat(words(methods)).containsExactlyInAnyOrder(
                        "client_secret_basic", "client_secret_post", "private_key_jwt");
                String path = path(document().path(endpoint + "_endpoint"));
                Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", "x", "token", "x");
                assertThat(basic(path, form).statusCode()).as("basic").isNotEqualTo(401);
                assertThat(new PlatformClient(tamga, "150200").post(path, form).status()).as("post").isNotEqualTo(401);
                assertThat(send(path, with(form, keyedBy("ES256")), Map.of()).statusCode()).as("key").isNotEqualTo(401);
                assertThat(send(path, with(form, Map.of("client_id", "150100")), Map.of()).statusCode())
                        .as("none").isEqualTo(401);
            });
            checks.put(endpoint + "_endpoint_auth_signing_alg_values_supported", algorithms -> {
                String path = path(document().path(endpoint + "_endpoint"));
                for (String algorithm : words(algorithms)) {
                    assertThat(send(path, with(Map.of("grant_type", "refresh_token", "refresh_token", "x", "token", "x"),
                            keyedBy(algorithm)), Map.of()).statusCode()).as(algorithm).isNotEqualTo(401);
                }
            });
        }
    }

    private void flags() {
        checks.put("require_pushed_authorization_requests", required -> {
            assertThat(required.asBoolean()).isFalse();
            assertThat(location(walk(platform))).startsWith(TestPlatforms.redirectUri("150100"));
        });
        checks.put("backchannel_logout_supported", supported -> {
            assertThat(supported.asBoolean()).isTrue();
            PlatformClient told = new PlatformClient(tamga, TestPlatforms.TOLD);
            String sid = PlatformClient.claims(tokens(told).text("id_token")).path("sid").asString();
            bidder.browser().get("/connect/logout");
            bidder.browser().post("/sign-out", Map.of());
            int messages = tamga.jdbi().withHandle(handle -> handle.createQuery(
                            "select count(*) from outbox_message where session_id = :sid and platform_id = :platform")
                    .bind("sid", sid).bind("platform", TestPlatforms.TOLD).mapTo(Integer.class).one());
            // It would be tried again for a day, and sign tokens while other tests count signatures.
            tamga.jdbi().useHandle(handle -> handle.execute("delete from outbox_message"));
            assertThat(messages).isEqualTo(1);
        });
        checks.put("backchannel_logout_session_supported", supported -> {
            assertThat(supported.asBoolean()).isTrue();
            assertThat(PlatformClient.claims(tokens(platform).text("id_token")).path("sid").asString()).hasSize(26);
        });
        checks.put("request_parameter_supported", supported -> {
            assertThat(supported.asBoolean()).isFalse();
            assertThat(refusal("request", "eyJhbGciOiJub25lIn0.e30.")).isEqualTo("request_not_supported");
        });
        checks.put("request_uri_parameter_supported", supported -> {
            assertThat(supported.asBoolean()).isFalse();
            assertThat(refusal("request_uri", "https://platform-150100.example/r")).isEqualTo("request_uri_not_supported");
        });
        checks.put("authorization_response_iss_parameter_supported", supported -> {
            assertThat(supported.asBoolean()).isTrue();
            assertThat(PlatformClient.query(walk(platform))).containsEntry("iss", tamga.issuer().toString());
            assertThat(PlatformClient.query(tamga.browser().get(
                    PlatformClient.authorize(request(platform, "prompt", "none")))))
                    .containsEntry("error", "login_required").containsEntry("iss", tamga.issuer().toString());
        });
    }

    private void logouts() {
        checks.put("backchannel_logout_supported", supported -> {
            assertThat(supported.asBoolean()).isTrue();
            assertThat(logoutToken().path("events").propertyNames())
                    .containsExactly("http://schemas.openid.net/event/backchannel-logout");
        });
        checks.put("backchannel_logout_session_supported", supported -> {
            assertThat(supported.asBoolean()).isTrue();
            assertThat(logoutToken().path("sid").asString()).hasSize(26);
        });
    }

    /** Signs the bidder out at the platform and waits for what that is told about this session. */
    private JsonNode logoutToken() throws Exception {
        String idToken = tokens(platform).text("id_token");
        bidder.browser().get("/connect/logout?id_token_hint=" + idToken);
        while (true) {
            JsonNode told = PlatformClient.claims(tamga.logouts().next("150100").token());
            if (told.path("sid").equals(PlatformClient.claims(idToken).path("sid"))) {
                return told;
            }
        }
    }

    private Map<String, String> keyedBy(String algorithm) {
        return Map.of(
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                TestPlatforms.KEYS.assertion(algorithm, TestPlatforms.KEYED, tamga.issuer()));
    }

    private HttpResponse<String> keyed(String algorithm, Map<String, String> form) throws Exception {
        return send("/oauth2/token", with(form, keyedBy(algorithm)), Map.of());
    }

    private static Map<String, String> with(Map<String, String> form, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(form);
        all.putAll(more);
        return all;
    }

    private static String basic() {
        return "Basic " + Base64.getEncoder().encodeToString(
                ("150100:" + TestPlatforms.SECRET).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> basic(String path, Map<String, String> form) throws Exception {
        return send(path, form, Map.of("Authorization", basic()));
    }

    private HttpResponse<String> send(String path, Map<String, String> form, Map<String, String> headers)
            throws Exception {
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append('&').append(name).append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(tamga.issuer() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.substring(1)));
        headers.forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
