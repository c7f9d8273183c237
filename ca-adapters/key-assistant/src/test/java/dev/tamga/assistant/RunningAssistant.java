package dev.tamga.assistant;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tamga.assistant.pin.PinEntry;
import dev.tamga.assistant.pin.PinPrompt;

/** An assistant on a free port, at noon in Beijing on 2026-11-21, and a page that talks to it. */
public final class RunningAssistant implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
    public static final String ORIGIN = "http://localhost:9000";
    public static final String NONCE = "A".repeat(43);

    private static final JsonMapper JSON = new JsonMapper();

    private final Assistant assistant;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningAssistant(Assistant assistant) {
        this.assistant = assistant;
    }

    public static RunningAssistant withPinFromPage(Path keys) throws IOException {
        return new RunningAssistant(Assistant.start(settings(keys), Optional.empty()));
    }

    public static RunningAssistant withPrompt(Path keys, PinPrompt prompt) throws IOException {
        return new RunningAssistant(Assistant.start(settings(keys), Optional.of(prompt)));
    }

    private static Settings settings(Path keys) {
        return new Settings(
                keys, 0, List.of(ORIGIN, "http://127.0.0.1:9000"), PinEntry.PAGE, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    public int port() {
        return assistant.port();
    }

    /** A good request of the page at {@link #ORIGIN}; tests change it. */
    public static Map<String, Object> signIn(String key) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("key", key);
        request.put("purpose", "sign-in");
        request.put("nonce", NONCE);
        request.put("expires", NOW.getEpochSecond() + 300);
        request.put("pin", ForgedKey.PIN);
        return request;
    }

    public HttpResponse<String> sign(Map<String, Object> request) throws IOException, InterruptedException {
        return sign(JSON.writeValueAsBytes(request));
    }

    public HttpResponse<String> sign(byte[] body) throws IOException, InterruptedException {
        return send(request("/sign")
                .header("Origin", ORIGIN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).header("Origin", ORIGIN));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + assistant.port() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Bytes as they are, for what no HTTP client would send; gives the whole answer. */
    public String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", assistant.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    public static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " " + json(answer).path("code").asString("");
    }

    @Override
    public void close() {
        client.close();
        assistant.close();
    }
}
