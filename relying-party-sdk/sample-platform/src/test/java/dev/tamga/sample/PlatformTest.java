package dev.tamga.sample;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.tamga.sample.FakeBrowser.location;
import static org.assertj.core.api.Assertions.assertThat;

/** The platform with a provider that says yes, and a browser that keeps cookies. */
class PlatformTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T01:05:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;
    private FakeTamga tamga;
    private HttpServer server;
    private FakeBrowser browser;

    @BeforeEach
    void start() throws Exception {
        tamga = new FakeTamga(CLOCK);
        tamga.userinfo = Map.of("name", "青城<b>建设</b>", "organization_code", "123456788", "registered_capital", 1200.0,
                "subject_types", List.of("bidder", "supplier"), "key_number", "1A10");
        Files.writeString(folder.resolve("150100.secret"), "0123456789012345678901234567890123456789012\n");
        startPlatform();
    }

    private void startPlatform() throws Exception {
        ServeOptions options = new ServeOptions(tamga.issuer(), folder, folder.resolve("accounts"), List.of());
        server = Serve.start(options, new ServeOptions.Place("150100", 0), CLOCK);
        browser = new FakeBrowser("http://localhost:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        tamga.close();
    }

    private HttpResponse<String> signIn() throws Exception {
        return browser.follow(browser.get("/login"));
    }

    @Test
    void theFirstSignInShowsWhatWasReceivedAndActivatesTheAccount() throws Exception {
        HttpResponse<String> page = signIn();
        assertThat(page.uri().getPath()).isEqualTo("/confirm");
        assertThat(page.body()).contains("首次登录本平台", "青城&lt;b&gt;建设&lt;/b&gt;", "12345678-8", "投标人 · 供应商", "1200",
                "确认登录");
        HttpResponse<String> account = browser.follow(browser.submit(page, "/confirm"));
        assertThat(account.uri().getPath()).isEqualTo("/account");
        assertThat(account.body()).contains("账户已激活", "2026-11-21 09:05");
    }

    @Test
    void theSecondSignInAsksAgainOnlyForChangedData() throws Exception {
        browser.submit(signIn(), "/confirm");
        server.stop(0);
        startPlatform();
        assertThat(signIn().uri().getPath()).isEqualTo("/account");
        tamga.userinfo = Map.of("name", "改名公司");
        assertThat(signIn().body()).contains("信息有变化", "改名公司");
    }

    @Test
    void anotherKeyOfTheSameCompanyIsNoChange() throws Exception {
        browser.submit(signIn(), "/confirm");
        tamga.userinfo = new java.util.HashMap<>(tamga.userinfo);
        tamga.userinfo.put("key_number", "2B20");
        assertThat(signIn().uri().getPath()).isEqualTo("/account");
    }

    @Test
    void theAccountIsClosedUntilConfirmed() throws Exception {
        assertThat(location(browser.get("/account"))).isEqualTo("/");
        signIn();
        assertThat(location(browser.get("/account"))).isEqualTo("/confirm");
    }

    @Test
    void thePortalsStartReturnsToItsTarget() throws Exception {
        String target = browser.origin + "/?from=portal";
        HttpResponse<String> page = browser.follow(browser.get("/login?iss=" + tamga.issuer() + "&target_link_uri="
                + target));
        assertThat(location(browser.submit(page, "/confirm"))).isEqualTo("/?from=portal");
    }

    @Test
    void aStartForAnotherIssuerOrAnotherTargetGoesNowhereElse() throws Exception {
        assertThat(browser.get("/login?iss=https://attacker.example").statusCode()).isEqualTo(400);
        HttpResponse<String> page = browser.follow(browser.get("/login?target_link_uri=https://attacker.example/"));
        assertThat(location(browser.submit(page, "/confirm"))).isEqualTo("/account");
    }

    @Test
    void theSessionIsNewAtEachSignIn() throws Exception {
        browser.cookies.put("__Host-150100", "planted");
        signIn();
        String first = browser.cookies.get("__Host-150100");
        signIn();
        assertThat(browser.cookies.get("__Host-150100")).isNotEqualTo(first).isNotEqualTo("planted");
        browser.cookies.put("__Host-150100", first);
        assertThat(location(browser.get("/account"))).isEqualTo("/");
    }

    @Test
    void cookiesAreHostSecureAndHidden() throws Exception {
        assertThat(browser.get("/login").headers().allValues("Set-Cookie")).allSatisfy(cookie -> assertThat(cookie)
                .startsWith("__Host-150100-").contains("; Path=/; Secure; HttpOnly; SameSite=Lax")
                        .doesNotContain("Domain"));
    }

    @Test
    void aCallbackOfAnotherBrowserOrASecondOneFails() throws Exception {
        String callback = location(browser.get(location(browser.get("/login"))));
        FakeBrowser victim = new FakeBrowser(browser.origin);
        assertThat(victim.get(callback).statusCode()).isEqualTo(400);
        assertThat(location(browser.get(callback))).isEqualTo("/confirm");
        assertThat(browser.get(callback).statusCode()).isEqualTo(400);
    }

    @Test
    void twoTabsSignInSideBySide() throws Exception {
        String first = location(browser.get(location(browser.get("/login"))));
        String second = location(browser.get(location(browser.get("/login"))));
        assertThat(location(browser.get(second))).isEqualTo("/confirm");
        assertThat(location(browser.get(first))).isEqualTo("/confirm");
    }

    @Test
    void arefusalIsToldApartFromAFault() throws Exception {
        tamga.error = "access_denied";
        HttpResponse<String> page = signIn();
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("您没有同意授权", "error-page");
        tamga.error = "server_error";
        assertThat(signIn().statusCode()).isEqualTo(400);
    }

    @Test
    void aProviderThatIsDownIsSaidHonestly() throws Exception {
        tamga.close();
        HttpResponse<String> page = signIn();
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("统一认证平台暂时没有响应");
    }

    @Test
    void signingOutEndsTheSessionAndGoesToTheProvider() throws Exception {
        HttpResponse<String> page = signIn();
        HttpResponse<String> out = browser.submit(page, "/sign-out");
        assertThat(location(out)).startsWith(tamga.issuer() + "/logout?id_token_hint=")
                .contains("post_logout_redirect_uri=http%3A%2F%2Flocalhost");
        assertThat(browser.cookies).doesNotContainKey("__Host-150100");
        assertThat(browser.get("/signed-out").body()).contains("您已退出登录");
    }

    @Test
    void formsWithoutTheirTokenAreRefused() throws Exception {
        signIn();
        for (String path : List.of("/confirm", "/sign-out")) {
            assertThat(browser.post(path, "").statusCode()).isEqualTo(403);
            assertThat(browser.post(path, "_csrf=wrong").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void badRequestsGetNoPageAndNoFault() throws Exception {
        assertThat(browser.get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(browser.post("/account", "").statusCode()).isEqualTo(404);
        assertThat(browser.post("/login", "x".repeat(20_000)).statusCode()).isEqualTo(413);
        assertThat(browser.get("/login?a=1&a=2").statusCode()).isEqualTo(400);
        assertThat(browser.get("/callback").statusCode()).isEqualTo(400);
        assertThat(browser.get("/callback?state=%25&code=x").statusCode()).isEqualTo(400);
        assertThat(new FakeBrowser(browser.origin.replace("localhost", "127.0.0.1")).get("/").statusCode())
                .isEqualTo(421);
    }

    @Test
    void pagesCarryStrictHeadersInBothLanguages() throws Exception {
        HttpResponse<String> page = browser.get("/");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self' " + tamga.issuer());
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body()).contains("统一登录", "呼和浩特市公共资源交易平台（新版）").doesNotContain("<script", "style=");
        assertThat(browser.get("/?lang=en").body()).contains("Unified sign-in");
        assertThat(browser.get("/").body()).contains("Unified sign-in", "lang=\"en\"");
        assertThat(browser.get("/?lang=zh-CN").body()).contains("统一登录");
        assertThat(browser.get("/platform.css").headers().firstValue("Content-Type"))
                .contains("text/css; charset=utf-8");
    }
}
