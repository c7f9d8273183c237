package dev.tamga.idp.wiring;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.claim.Claim;
import dev.tamga.idp.signingkey.SigningKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** Discovery advertises exactly what works. */
final class DiscoveryTest {
    private static final List<String> DOCUMENTS = List.of(
            "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oauth2/jwks");

    private JsonNode document() throws Exception {
        return PlatformClient.json(
                RunningTamga.get().browser().get("/.well-known/openid-configuration").body());
    }

    @Test
    void claimsAreTheTable() throws Exception {
        var advertised = StreamSupport.stream(document().path("claims_supported").spliterator(), false)
                .map(JsonNode::asString).toList();
        assertThat(advertised).contains("sub", "iss", "auth_time", "acr", "amr", "sid");
        for (Claim claim : Claim.values()) {
            assertThat(advertised).contains(claim.word());
        }
        assertThat(advertised).hasSize(11 + Claim.values().length).doesNotHaveDuplicates();
    }

    @Test
    void everyEndpointItNamesIsThereAndNoOther() throws Exception {
        RunningTamga tamga = RunningTamga.get();
        JsonNode document = document();
        document.properties().stream()
                .filter(entry -> entry.getKey().endsWith("_endpoint") || entry.getKey().equals("jwks_uri"))
                // POST only; AdvertisedTest uses each.
                .filter(entry -> !List.of("token_endpoint", "introspection_endpoint", "revocation_endpoint",
                        "pushed_authorization_request_endpoint").contains(entry.getKey()))
                .forEach(entry -> assertThat(status(tamga, entry.getValue().asString()))
                        .as(entry.getKey()).isNotIn(404, 500));
        assertThat(document.propertyNames()).doesNotContain(
                "device_authorization_endpoint", "registration_endpoint", "check_session_iframe",
                "backchannel_authentication_endpoint");
        for (String path : new String[] {
            "/oauth2/device_authorization", "/oauth2/device_verification", "/connect/register", "/oauth2/register",
            "/framework/logout", "/oauth2/consent", "/login", "/logout"
        }) {
            assertThat(status(tamga, tamga.issuer() + path)).as(path).isEqualTo(404);
        }
    }

    private static int status(RunningTamga tamga, String address) {
        try {
            return tamga.browser().get(address.substring(tamga.issuer().toString().length())).statusCode();
        } catch (Exception e) {
            throw new AssertionError(address, e);
        }
    }

    @Test
    void implicitPasswordAndPlainAreAbsent() throws Exception {
        String text = document().toString();
        assertThat(text).doesNotContain("token id_token", "\"id_token\"", "password", "implicit", "\"plain\"",
                "\"none\",\"HS", "offline_access", "fragment");
    }

    @Test
    void discoveryAndKeysMayBeCachedAndNothingElse() throws Exception {
        for (String path : DOCUMENTS) {
            HttpResponse<String> answer = RunningTamga.get().browser().get(path);
            assertThat(answer.headers().firstValue("Cache-Control")).as(path).contains("public, max-age=300");
            assertThat(answer.headers().allValues("Set-Cookie")).as(path).isEmpty();
        }
        assertThat(RunningTamga.get().browser().get("/sign-in").headers().firstValue("Cache-Control").orElse(""))
                .contains("no-store");
    }

    @Test
    void whoHasADocumentIsToldThatItIsStillTheSame() throws Exception {
        for (String path : DOCUMENTS) {
            HttpResponse<String> answer = send("GET", path, "\"another\"");
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            String tag = answer.headers().firstValue("ETag").orElseThrow();

            HttpResponse<String> again = send("GET", path, tag);

            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).as(path).isEmpty();
            assertThat(again.headers().firstValue("Cache-Control")).as(path).contains("public, max-age=300");
        }
    }

    @Test
    void aTagIsOfOneSetOfKeys() throws Exception {
        String before = send("GET", "/oauth2/jwks", "-").headers().firstValue("ETag").orElseThrow();
        RunningTamga.get().bean(SigningKeys.class).rotate(false);

        HttpResponse<String> after = send("GET", "/oauth2/jwks", before);

        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(PlatformClient.json(after.body()).path("keys").size())
                .isEqualTo(RunningTamga.get().bean(SigningKeys.class).publicKeys().size());
    }

    @Test
    void theirHeadersCanBeAskedForAloneAndTheyAreOnlyRead() throws Exception {
        for (String path : DOCUMENTS) {
            HttpResponse<String> head = send("HEAD", path, "-");
            assertThat(head.statusCode()).as(path).isEqualTo(200);
            assertThat(head.body()).as(path).isEmpty();
            assertThat(head.headers().firstValue("Content-Length")).as(path)
                    .isEqualTo(send("GET", path, "-").headers().firstValue("Content-Length"));
            assertThat(send("POST", path, "-").statusCode()).as(path).isBetween(400, 499);
        }
    }

    private static HttpResponse<String> send(String method, String path, String tag) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(RunningTamga.get().issuer() + path))
                .header("If-None-Match", tag)
                .method(method, BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    @Test
    void theKeySetHoldsNoPrivateKey() throws Exception {
        JsonNode keys = PlatformClient.json(RunningTamga.get().browser().get("/oauth2/jwks").body()).path("keys");
        assertThat(keys).hasSizeGreaterThanOrEqualTo(2);
        keys.forEach(key -> assertThat(key.propertyNames()).doesNotContain("d", "p", "q", "dp", "dq", "qi", "k"));
    }
}
