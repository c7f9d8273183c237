package dev.tamga.idp.web;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Browser;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every page. */
final class PageSecurityTest {
    private RunningTamga tamga;

    @BeforeEach
    void start() throws IOException {
        tamga = RunningTamga.get();
    }

    @Test
    void everyPageHasItsHeaders() throws Exception {
        for (String path : List.of("/", "/sign-in", "/binding/enterprise", "/help", "/oauth2/authorize", "/nowhere")) {
            HttpResponse<String> page = tamga.browser().get(path);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).as(path)
                    .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
                            "form-action 'self'")
                    .doesNotContain("unsafe", "*", "data:");
            assertThat(page.headers().firstValue("Referrer-Policy")).as(path).contains("no-referrer");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(page.headers().firstValue("Cache-Control").orElse("")).as(path).contains("no-store");
        }
    }

    @Test
    void cookiesAreHostBoundSecureAndHttpOnly() throws Exception {
        List<String> cookies = tamga.browser().get("/sign-in").headers().allValues("Set-Cookie");
        assertThat(cookies).isNotEmpty().allSatisfy(cookie -> assertThat(cookie)
                .startsWith("__Host-tamga").contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Domain", "JSESSIONID"));
    }

    @Test
    void aPageUnderAnotherHostLeadsToTheIssuer() throws Exception {
        assertThat(raw("GET //evil.example/%2e%2e?x=1 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .doesNotContain("Location: http://evil", "Location: //evil");
        String answer = raw("GET /help?x=1 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 303").contains("Location: " + tamga.issuer() + "/help?x=1");
        assertThat(raw("POST /sign-in HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
    }

    @Test
    void forwardedHeadersOfAStrangerAreIgnored() throws Exception {
        String answer = raw("GET /oauth2/authorize HTTP/1.1\r\nHost: " + tamga.issuer().getAuthority()
                + "\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil.example"
                + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).doesNotContain("evil.example");
    }

    @Test
    void aStrangersRequestNeverMakesA500() throws Exception {
        Browser browser = tamga.browser();
        for (String path : List.of(
                "/sign-in?request=" + "x".repeat(3000), "/consent", "/consent?request=%00", "/sign-in?lang=%F0%9F",
                "/connect/logout?id_token_hint=.", "/connect/logout?client_id=a&client_id=b", "/oauth2/form-post",
                "/sign-in/certificate?request=%3Cscript%3E", "/oauth2/authorize?request_uri=urn:x&client_id=%00",
                "/oauth2/authorize?client_id=150100&redirect_uri=%0d%0aSet-Cookie:x", "/userinfo?access_token=x",
                "/portal/start?platform=x", "/css/../../application.yml", "/error", "/binding/nobody", "/actuator")) {
            assertThat(browser.get(path).statusCode()).as(path).isLessThan(500);
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", tamga.issuer().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
        Browser browser = tamga.browser();
        browser.get("/sign-in");
        assertThat(browser.postJson("/challenge", "{\"purpose\":\"bind\",\"x\":\"" + "x".repeat(2000) + "\"}")
                .statusCode()).isEqualTo(413);
        assertThat(browser.postJson("/challenge", "{\"purpose\":\"bind\",\"purpose\":\"sign-in\"}").statusCode())
                .isEqualTo(400);
        assertThat(browser.postJson("/challenge", "null").statusCode()).isEqualTo(400);
        for (String state : List.of("%01".repeat(1400), "!".repeat(7000), "%E4%B8%AD".repeat(700))) {
            HttpResponse<String> answer = browser.get("/oauth2/authorize?client_id=150100&response_type=code"
                    + "&redirect_uri=https://platform-150100.example/callback&scope=openid&state=" + state);
            assertThat(answer.statusCode()).isIn(303, 400);
            assertThat(answer.headers().firstValue("Location").orElse("error=invalid_request"))
                    .contains("error=invalid_request").doesNotContain("state=");
        }
        assertThat(browser.get("/sign-in/certificate?request=" + "!".repeat(7000)).statusCode()).isLessThan(500);
        assertThat(browser.get("/connect/logout?state=" + "!".repeat(7000)).statusCode()).isLessThan(500);
    }
}
