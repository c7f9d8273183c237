package dev.tamga.sample.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The key assistant as a page of the identity provider sees it. */
final class AssistantClient {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final String origin;

    AssistantClient(String address, String origin) {
        this.address = address;
        this.origin = origin;
    }

    JsonNode keys() throws IOException, InterruptedException, DemoFault {
        return answer(request("/keys").GET()).path("keys");
    }

    static JsonNode find(JsonNode keys, String name) throws DemoFault {
        for (JsonNode key : keys) {
            if (name.equals(key.path("id").asString())) {
                return key;
            }
        }
        throw new DemoFault("the key assistant does not list the demo key " + name);
    }

    /** The proof as the binding form posts it. */
    String sign(String key, String pin, JsonNode challenge, Map<String, String> shown)
            throws IOException, InterruptedException, DemoFault {
        ObjectNode wanted = JSON.createObjectNode().put("key", key).put("purpose", challenge.path("purpose").asString())
                .put("nonce", challenge.path("nonce").asString()).put("expires", challenge.path("expires").asLong())
                .put("pin", pin);
        ObjectNode data = wanted.putObject("shown");
        shown.forEach(data::put);
        JsonNode signed = answer(request("/sign").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(wanted))));
        ObjectNode proof = JSON.createObjectNode();
        for (String part : new String[] {"certificate", "text", "signature"}) {
            proof.put(part, signed.path(part).asString());
        }
        return JSON.writeValueAsString(proof);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Origin", origin)
                .timeout(Duration.ofSeconds(20));
    }

    private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException, DemoFault {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new DemoFault("the key assistant answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
