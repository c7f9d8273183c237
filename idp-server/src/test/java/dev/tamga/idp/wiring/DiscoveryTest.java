package dev.tamga.idp.wiring;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.claim.Claim;

import static org.assertj.core.api.Assertions.assertThat;

/** Discovery advertises exactly what works. */
final class DiscoveryTest {
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
        for (String path : new String[] {
            "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oauth2/jwks"
        }) {
            HttpResponse<String> answer = RunningTamga.get().browser().get(path);
            assertThat(answer.headers().firstValue("Cache-Control")).as(path).contains("public, max-age=300");
            assertThat(answer.headers().allValues("Set-Cookie")).as(path).isEmpty();
        }
        assertThat(RunningTamga.get().browser().get("/sign-in").headers().firstValue("Cache-Control").orElse(""))
                .contains("no-store");
    }

    @Test
    void theKeySetHoldsNoPrivateKey() throws Exception {
        JsonNode keys = PlatformClient.json(RunningTamga.get().browser().get("/oauth2/jwks").body()).path("keys");
        assertThat(keys).hasSizeGreaterThanOrEqualTo(2);
        keys.forEach(key -> assertThat(key.propertyNames()).doesNotContain("d", "p", "q", "dp", "dq", "qi", "k"));
    }
}
