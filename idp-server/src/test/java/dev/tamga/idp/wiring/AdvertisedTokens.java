package dev.tamga.idp.wiring;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.nimbusds.jwt.SignedJWT;

import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.TestPlatforms;
import dev.tamga.idp.claim.Claim;

import static dev.tamga.idp.wiring.AdvertisedWorld.with;
import static dev.tamga.idp.wiring.AdvertisedWorld.words;
import static org.assertj.core.api.Assertions.assertThat;

/** What discovery says of endpoints, tokens and how platforms authenticate. */
final class AdvertisedTokens {
    private final AdvertisedWorld world;
    private final Map<String, Advertised> checks = new LinkedHashMap<>();

    AdvertisedTokens(AdvertisedWorld world) {
        this.world = world;
        endpoints();
        tokens();
        authentication();
    }

    Map<String, Advertised> checks() {
        return checks;
    }

    private void endpoints() {
        checks.put("issuer", issuer -> {
            assertThat(issuer.asString()).isEqualTo(world.tamga.issuer().toString());
            assertThat(world.idToken().path("iss")).isEqualTo(issuer);
        });
        checks.put("authorization_endpoint", address -> assertThat(world.bidder.browser().get(
                PlatformClient.authorize(world.platform.request()).replace("/oauth2/authorize", world.path(address)))
                .statusCode()).isEqualTo(303));
        checks.put("pushed_authorization_request_endpoint", address ->
                assertThat(world.platform.post(world.path(address), world.platform.request()).status()).isEqualTo(201));
        checks.put("token_endpoint", address -> assertThat(world.platform.post(world.path(address), Map.of(
                "grant_type", "refresh_token", "refresh_token", world.tokens().text("refresh_token"))).status())
                .isEqualTo(200));
        checks.put("introspection_endpoint", address -> assertThat(world.platform.post(world.path(address), Map.of(
                "token", world.tokens().text("access_token"))).status()).isEqualTo(200));
        checks.put("revocation_endpoint", address -> {
            PlatformClient.Answer tokens = world.tokens();
            String refreshToken = tokens.text("refresh_token");
            assertThat(world.basic(world.path(address), Map.of("token", refreshToken)).statusCode()).isEqualTo(200);
            assertThat(world.platform.refresh(refreshToken).text("error")).isEqualTo("invalid_grant");
        });
        checks.put("userinfo_endpoint", address -> {
            assertThat(world.path(address)).isEqualTo("/userinfo");
            assertThat(world.platform.userInfo(world.tokens().text("access_token")).statusCode()).isEqualTo(200);
        });
        checks.put("jwks_uri", address -> assertThat(world.tamga.browser().get(world.path(address)).body())
                .contains(SignedJWT.parse(world.tokens().text("id_token")).getHeader().getKeyID()));
        checks.put("end_session_endpoint", address -> assertThat(world.tamga.browser().get(world.path(address)).body())
                .contains("id=\"sign-out-confirm\""));
    }

    private void tokens() {
        checks.put("claims_supported", claims -> {
            PlatformClient.Answer answer = world.tokens("scope", "openid profile organization account phone address");
            TreeSet<String> seen = new TreeSet<>(
                    PlatformClient.claims(answer.text("id_token")).propertyNames());
            seen.addAll(PlatformClient.json(
                    world.platform.userInfo(answer.text("access_token")).body()).propertyNames());
            assertThat(words(claims)).containsAll(seen).doesNotHaveDuplicates();
            List<String> unseen = new ArrayList<>(words(claims));
            unseen.removeAll(seen);
            assertThat(Stream.of(Claim.values()).map(Claim::word))
                    .as("what this subject has no value of").containsAll(unseen);
        });
        checks.put("claim_types_supported", types -> assertThat(words(types)).containsExactly("normal"));
        checks.put("claims_parameter_supported", supported -> {
            assertThat(supported.asBoolean()).isTrue();
            assertThat(PlatformClient.claims(world.tokens("claims", "{\"id_token\":{\"name\":null}}")
                    .text("id_token")).has("name")).isTrue();
        });
        checks.put("subject_types_supported", types -> {
            assertThat(words(types)).containsExactlyInAnyOrder("public", "pairwise");
            String known = world.idToken().path("sub").asString();
            assertThat(PlatformClient.claims(world.tokens(new PlatformClient(world.tamga, "150200")).text("id_token"))
                    .path("sub").asString()).as("public").isEqualTo(known);
            String code = PlatformClient.query(
                    world.walk(new PlatformClient(world.tamga, TestPlatforms.KEYED))).get("code");
            assertThat(PlatformClient.claims(PlatformClient.json(world.keyed("ES256", Map.of(
                            "grant_type", "authorization_code", "code", code,
                            "redirect_uri", TestPlatforms.redirectUri(TestPlatforms.KEYED),
                            "code_verifier", PlatformClient.VERIFIER)).body()).path("id_token").asString())
                    .path("sub").asString()).as("pairwise").hasSize(26).isNotEqualTo(known);
        });
        checks.put("id_token_signing_alg_values_supported", algorithms -> {
            for (String algorithm : words(algorithms)) {
                String id = algorithm.equals("ES256")
                        ? "150100"
                        : TestPlatforms.SIGNED_BY + algorithm.toLowerCase(Locale.ROOT);
                String token = world.tokens(new PlatformClient(world.tamga, id)).text("id_token");
                assertThat(SignedJWT.parse(token).getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
            }
            assertThat(words(algorithms)).doesNotContain("none", "HS256");
        });
        checks.put("grant_types_supported", types -> {
            assertThat(words(types)).containsExactlyInAnyOrder(
                    "authorization_code", "refresh_token", "client_credentials");
            PlatformClient.Answer answer = world.tokens();
            assertThat(world.platform.refresh(answer.text("refresh_token")).status()).isEqualTo(200);
            assertThat(world.keyed("ES256", Map.of("grant_type", "client_credentials", "scope", "reports",
                    "resource", "https://reports.example")).statusCode()).isEqualTo(200);
            for (String absent : List.of("password", "implicit", "urn:ietf:params:oauth:grant-type:device_code",
                    "urn:ietf:params:oauth:grant-type:token-exchange", "urn:ietf:params:oauth:grant-type:jwt-bearer")) {
                Map<String, String> form = Map.of("grant_type", absent, "username", "a", "password", "b");
                assertThat(world.platform.token(form).text("error")).as(absent).isEqualTo("unsupported_grant_type");
            }
        });
        checks.put("dpop_signing_alg_values_supported", algorithms -> {
            for (String algorithm : words(algorithms)) {
                String code = PlatformClient.query(world.walk()).get("code");
                HttpResponse<String> answer = world.send("/oauth2/token", Map.of(
                        "grant_type", "authorization_code", "code", code, "code_verifier", PlatformClient.VERIFIER,
                        "redirect_uri", TestPlatforms.redirectUri("150100")),
                        Map.of("Authorization", AdvertisedWorld.basic(), "DPoP", TestPlatforms.KEYS.proof(
                                algorithm, "POST", world.tamga.issuer().resolve("/oauth2/token"))));
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
                String path = world.path(world.document().path(endpoint + "_endpoint"));
                Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", "x", "token", "x");
                assertThat(world.basic(path, form).statusCode()).as("basic").isNotEqualTo(401);
                assertThat(new PlatformClient(world.tamga, "150200").post(path, form).status())
                        .as("post").isNotEqualTo(401);
                assertThat(world.send(path, with(form, world.keyedBy("ES256")), Map.of()).statusCode())
                        .as("key").isNotEqualTo(401);
                assertThat(world.send(path, with(form, Map.of("client_id", "150100")), Map.of()).statusCode())
                        .as("none").isEqualTo(401);
            });
            checks.put(endpoint + "_endpoint_auth_signing_alg_values_supported", algorithms -> {
                String path = world.path(world.document().path(endpoint + "_endpoint"));
                Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", "x", "token", "x");
                for (String algorithm : words(algorithms)) {
                    assertThat(world.send(path, with(form, world.keyedBy(algorithm)), Map.of()).statusCode())
                            .as(algorithm).isNotEqualTo(401);
                }
            });
        }
    }
}
