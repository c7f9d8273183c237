package dev.tamga.assistant.http;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.assistant.RunningAssistant;

import static dev.tamga.assistant.RunningAssistant.ORIGIN;
import static dev.tamga.assistant.RunningAssistant.code;
import static org.assertj.core.api.Assertions.assertThat;

class GateTest {
    private static final String ALLOW_ORIGIN = "access-control-allow-origin";

    private RunningAssistant assistant;

    @BeforeEach
    void start(@TempDir Path keys) throws Exception {
        assistant = RunningAssistant.withPinFromPage(keys);
    }

    @AfterEach
    void stop() {
        assistant.close();
    }

    @Test
    void pageOfAnAllowedOriginMayReadTheAnswer() throws Exception {
        HttpResponse<String> answer = assistant.get("/status");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"name\":\"tamga-assistant\",\"version\":\"0.1.0\",\"pin\":\"page\"}");
        assertThat(answer.headers().allValues(ALLOW_ORIGIN)).containsExactly(ORIGIN);
        assertThat(answer.headers().allValues("vary")).containsExactly("Origin");
        assertThat(answer.headers().firstValue("access-control-allow-credentials")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://evil.example", "null", "https://localhost:9000", "http://localhost:9001", "http://localhost:9000/",
        "HTTP://LOCALHOST:9000", "http://localhost:9000.evil.example", "*"
    })
    void foreignOriginGetsNothing(String origin) throws Exception {
        HttpResponse<String> answer = assistant.send(assistant.request("/keys").header("Origin", origin));

        assertThat(code(answer)).isEqualTo("403 origin-refused");
        assertThat(answer.headers().firstValue(ALLOW_ORIGIN)).isEmpty();
    }

    @Test
    void requestWithoutAnOriginIsRefused() throws Exception {
        assertThat(code(assistant.send(assistant.request("/keys")))).isEqualTo("403 origin-refused");
    }

    @Test
    void requestWithTwoOriginsIsRefused() throws Exception {
        HttpResponse<String> answer = assistant.send(
                assistant.request("/keys").header("Origin", ORIGIN).header("Origin", "http://evil.example"));

        assertThat(code(answer)).isEqualTo("403 origin-refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "evil.example", "evil.example:%d", "127.0.0.1", "localhost.evil.example:%d", "[::1]:%d", ""
    })
    void foreignHostIsRefusedEvenWithAnAllowedOrigin(String host) throws Exception {
        String answer = assistant.raw("GET /keys HTTP/1.1\r\nHost: " + host.formatted(assistant.port())
                + "\r\nOrigin: " + ORIGIN + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("origin-refused");
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain(ALLOW_ORIGIN);
    }

    @Test
    void foreignHostDoesNotSeeTheStatusPageEither() throws Exception {
        String answer = assistant.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403");
    }

    @Test
    void localhostIsAnOwnName() throws Exception {
        String answer = assistant.raw("GET /status HTTP/1.1\r\nHost: localhost:" + assistant.port() + "\r\nOrigin: "
                + ORIGIN + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void preflightAllowsOneMethodAndOneHeader() throws Exception {
        HttpResponse<String> answer = preflight("/sign", ORIGIN);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().allValues(ALLOW_ORIGIN)).containsExactly(ORIGIN);
        assertThat(answer.headers().allValues("access-control-allow-methods")).containsExactly("POST");
        assertThat(answer.headers().allValues("access-control-allow-headers")).containsExactly("content-type");
        assertThat(answer.headers().allValues("access-control-allow-private-network")).containsExactly("true");
    }

    @Test
    void privateNetworkIsOnlyNamedWhereItWasAsked() throws Exception {
        HttpResponse<String> answer = assistant.send(assistant.request("/sign")
                .header("Origin", ORIGIN)
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.headers().firstValue("access-control-allow-private-network")).isEmpty();
    }

    @Test
    void preflightOfAForeignOriginIsRefused() throws Exception {
        HttpResponse<String> answer = preflight("/sign", "http://evil.example");

        assertThat(code(answer)).isEqualTo("403 origin-refused");
        assertThat(answer.headers().map()).doesNotContainKeys(ALLOW_ORIGIN, "access-control-allow-private-network");
    }

    @Test
    void wrongMethodIsNamed() throws Exception {
        HttpResponse<String> answer = assistant.get("/sign");

        assertThat(code(answer)).isEqualTo("405 malformed");
        assertThat(answer.headers().firstValue("allow")).hasValue("POST, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/keys/", "/..%2fkeys", "/status.html"})
    void unknownPathIsNotFound(String path) throws Exception {
        assertThat(code(assistant.get(path))).isEqualTo("404 malformed");
    }

    @Test
    void theAssistantsOwnPageSaysThatItRunsAndIsForNoOtherSite() throws Exception {
        HttpResponse<String> page = assistant.send(assistant.request("/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("证书助手正在运行", "The key assistant is running");
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("content-security-policy").orElse("")).contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("cross-origin-resource-policy")).hasValue("same-origin");
        assertThat(page.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThat(assistant.send(assistant.request("/assistant.css")).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> preflight(String path, String origin) throws Exception {
        return assistant.send(assistant.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .header("Access-Control-Request-Private-Network", "true")
                .method("OPTIONS", BodyPublishers.noBody()));
    }
}
