package dev.tamga.idp.wiring;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestPlatforms;

import static org.assertj.core.api.Assertions.assertThat;

/** A bound bidder and the platforms, as the checks of the discovery document use them. */
final class AdvertisedWorld {
    private static final String KEY = "szca-enterprise";

    final RunningTamga tamga;
    final Bidder bidder;
    final PlatformClient platform;

    AdvertisedWorld(RunningTamga tamga) throws Exception {
        this.tamga = tamga;
        this.bidder = new Bidder(tamga);
        this.platform = new PlatformClient(tamga, "150100");
        bidder.bind(KEY);
    }

    JsonNode document() throws Exception {
        return PlatformClient.json(tamga.browser().get("/.well-known/openid-configuration").body());
    }

    static List<String> words(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    String path(JsonNode address) {
        assertThat(address.asString()).startsWith(tamga.issuer().toString());
        return address.asString().substring(tamga.issuer().toString().length());
    }

    Map<String, String> request(PlatformClient client, String... changes) {
        Map<String, String> request = client.request();
        for (int i = 0; i < changes.length; i += 2) {
            request.put(changes[i], changes[i + 1]);
        }
        return request;
    }

    Map<String, String> request(String... changes) {
        return request(platform, changes);
    }

    HttpResponse<String> walk(String... changes) throws Exception {
        return walk(platform, changes);
    }

    HttpResponse<String> walk(PlatformClient client, String... changes) throws Exception {
        return new Journey(bidder, KEY).walk(request(client, changes));
    }

    String refusal(String name, String value) throws Exception {
        return PlatformClient.query(bidder.browser().get(PlatformClient.authorize(request(name, value))))
                .get("error");
    }

    Map<String, String> keyedBy(String algorithm) {
        return Map.of(
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                TestPlatforms.KEYS.assertion(algorithm, TestPlatforms.KEYED, tamga.issuer()));
    }

    HttpResponse<String> keyed(String algorithm, Map<String, String> form) throws Exception {
        return send("/oauth2/token", with(form, keyedBy(algorithm)), Map.of());
    }

    static Map<String, String> with(Map<String, String> form, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(form);
        all.putAll(more);
        return all;
    }

    PlatformClient.Answer tokens(String... changes) throws Exception {
        return tokens(platform, changes);
    }

    JsonNode idToken() throws Exception {
        return PlatformClient.claims(tokens().text("id_token"));
    }

    PlatformClient.Answer tokens(PlatformClient client, String... changes) throws Exception {
        PlatformClient.Answer answer = client.redeem(PlatformClient.query(walk(client, changes)).get("code"));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer;
    }

    static String basic() {
        return "Basic " + Base64.getEncoder().encodeToString(
                ("150100:" + TestPlatforms.SECRET).getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> basic(String path, Map<String, String> form) throws Exception {
        return send(path, form, Map.of("Authorization", basic()));
    }

    HttpResponse<String> send(String path, Map<String, String> form, Map<String, String> headers) throws Exception {
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
