package dev.tamga.idp.wiring;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.TestPlatforms;

import static dev.tamga.idp.Journey.location;
import static dev.tamga.idp.wiring.AdvertisedWorld.words;
import static org.assertj.core.api.Assertions.assertThat;

/** What discovery says of requests, of flags and of signing out. */
final class AdvertisedRequests {
    private final AdvertisedWorld world;
    private final Map<String, Advertised> checks = new LinkedHashMap<>();

    AdvertisedRequests(AdvertisedWorld world) {
        this.world = world;
        requests();
        flags();
        logouts();
    }

    Map<String, Advertised> checks() {
        return checks;
    }

    private void requests() {
        checks.put("response_types_supported", types -> {
            assertThat(words(types)).containsExactly("code");
            for (String absent : List.of("token", "id_token", "code id_token", "code token", "none")) {
                assertThat(world.refusal("response_type", absent)).as(absent).isEqualTo("unsupported_response_type");
            }
        });
        checks.put("response_modes_supported", modes -> {
            for (String mode : words(modes)) {
                HttpResponse<String> done = world.walk("response_mode", mode);
                assertThat(done.body() + location(done)).as(mode).contains("code");
            }
            for (String absent : List.of("fragment", "jwt", "web_message")) {
                assertThat(words(modes)).doesNotContain(absent);
                assertThat(world.refusal("response_mode", absent)).as(absent).isEqualTo("invalid_request");
            }
        });
        checks.put("scopes_supported", scopes -> {
            for (String scope : words(scopes)) {
                assertThat(world.tokens("scope", "openid " + scope).text("scope").split(" ")).contains(scope);
            }
            assertThat(world.tokens("scope", "openid email offline_access").text("scope")).isEqualTo("openid");
        });
        checks.put("prompt_values_supported", values -> {
            for (String value : words(values)) {
                HttpResponse<String> at = world.bidder.browser().get(
                        PlatformClient.authorize(world.request("prompt", value)));
                assertThat(PlatformClient.query(at).getOrDefault("error", ""))
                        .as(value).isNotEqualTo("invalid_request");
            }
            assertThat(world.refusal("prompt", "create")).isEqualTo("invalid_request");
        });
        checks.put("code_challenge_methods_supported", methods -> {
            assertThat(words(methods)).containsExactly("S256");
            assertThat(world.refusal("code_challenge_method", "plain")).isEqualTo("invalid_request");
        });
        checks.put("display_values_supported", values -> words(values).forEach(value -> assertThat(
                locationOf(world.request("display", value))).startsWith("/")));
        checks.put("ui_locales_supported", locales -> {
            for (String locale : words(locales)) {
                world.bidder.browser().cookies().clear();
                HttpResponse<String> at = world.bidder.browser().get(
                        PlatformClient.authorize(world.request("ui_locales", locale)));
                assertThat(world.bidder.browser().get(location(at)).body()).contains("<html lang=\"" + locale + "\"");
            }
        });
        checks.put("acr_values_supported", values -> assertThat(words(values)).containsExactly(
                world.idToken().path("acr").asString()));
    }

    private void flags() {
        checks.put("require_pushed_authorization_requests", required -> {
            assertThat(required.asBoolean()).isFalse();
            assertThat(location(world.walk())).startsWith(TestPlatforms.redirectUri("150100"));
        });
        checks.put("request_parameter_supported", supported -> {
            assertThat(supported.asBoolean()).isFalse();
            assertThat(world.refusal("request", "eyJhbGciOiJub25lIn0.e30.")).isEqualTo("request_not_supported");
        });
        checks.put("request_uri_parameter_supported", supported -> {
            assertThat(supported.asBoolean()).isFalse();
            assertThat(world.refusal("request_uri", "https://platform-150100.example/r"))
                    .isEqualTo("request_uri_not_supported");
        });
        checks.put("authorization_response_iss_parameter_supported", supported -> {
            assertThat(supported.asBoolean()).isTrue();
            assertThat(PlatformClient.query(world.walk())).containsEntry("iss", world.tamga.issuer().toString());
            assertThat(PlatformClient.query(world.tamga.browser().get(
                    PlatformClient.authorize(world.request("prompt", "none")))))
                    .containsEntry("error", "login_required").containsEntry("iss", world.tamga.issuer().toString());
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

    private String locationOf(Map<String, String> request) {
        try {
            return location(world.tamga.browser().get(PlatformClient.authorize(request)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Signs the bidder out at the platform and waits for what that is told about this session. */
    private JsonNode logoutToken() throws Exception {
        String idToken = world.tokens().text("id_token");
        world.bidder.browser().get("/connect/logout?id_token_hint=" + idToken);
        while (true) {
            JsonNode told = PlatformClient.claims(world.tamga.logouts().next("150100").token());
            if (told.path("sid").equals(PlatformClient.claims(idToken).path("sid"))) {
                return told;
            }
        }
    }
}
