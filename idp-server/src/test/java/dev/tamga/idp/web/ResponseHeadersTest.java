package dev.tamga.idp.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** A scan of every address (security checklist, rows 28 and 29). */
@Tag("database")
final class ResponseHeadersTest {
    private static final List<String> PUBLIC = List.of(
            "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oauth2/jwks");
    private static final List<String> PAGES = List.of(
            "/", "/sign-in", "/sign-in/certificate", "/sign-in/turned-away?request=x", "/consent?request=x", "/portal",
            "/binding/enterprise", "/connect/logout", "/oauth2/authorize", "/nowhere", "/error", "/help");
    private static final List<String> ENDPOINTS = List.of(
            "/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke", "/userinfo", "/challenge",
            "/sign-in", "/consent", "/connect/logout", "/oauth2/authorize", "/sign-out", "/binding/enterprise");

    private RunningTamga tamga;

    @BeforeEach
    void start() throws Exception {
        tamga = RunningTamga.get();
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(tamga.issuer() + path))
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.noBody()).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void isNotKept(HttpResponse<String> answer, String what) {
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).as(what).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).as(what).contains("no-referrer");
        assertThat(answer.headers().firstValue("Date")).as(what).isPresent();
        assertThat(answer.statusCode()).as(what).isNotIn(301, 302, 307, 308).isLessThan(500);
    }

    @Test
    void noPageAndNoAnswerIsKeptOrNamedToOthersOrRepeatedElsewhere() throws Exception {
        for (String path : PAGES) {
            isNotKept(send("GET", path), path);
        }
        for (String path : ENDPOINTS) {
            isNotKept(send("POST", path), "POST " + path);
        }
    }

    @Test
    void theRedirectsAndTokensOfARealSignInAreNotKeptEither() throws Exception {
        Bidder bidder = new Bidder(tamga);
        PlatformClient platform = new PlatformClient(tamga, "150100");
        bidder.bind("szca-enterprise");
        HttpResponse<String> back = new Journey(bidder, "szca-enterprise").walk(platform.request());
        assertThat(back.statusCode()).isEqualTo(303);
        isNotKept(back, "redirect with a code");
        PlatformClient.Answer tokens = platform.redeem(PlatformClient.query(back).get("code"));
        isNotKept(platform.userInfo(tokens.text("access_token")), "userinfo");
        Map<String, String> byForm = new HashMap<>(platform.request());
        byForm.put("response_mode", "form_post");
        isNotKept(bidder.browser().get(PlatformClient.authorize(byForm)), "form with a code");
    }

    @Test
    void scriptsOfOtherSitesReadPublicDocumentsAndNothingElse() throws Exception {
        for (String path : PUBLIC) {
            HttpResponse<String> answer = send("GET", path);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).as(path).contains("*");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).as(path).isEmpty();
            assertThat(answer.headers().firstValue("Date")).as(path).isPresent();
        }
        for (String path : PAGES) {
            isClosedToScripts(send("GET", path), path);
        }
        for (String path : ENDPOINTS) {
            isClosedToScripts(send("POST", path), "POST " + path);
            isClosedToScripts(send("OPTIONS", path), "OPTIONS " + path);
        }
    }

    private static void isClosedToScripts(HttpResponse<String> answer, String what) {
        assertThat(answer.headers().map().keySet()).as(what)
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }

    @Test
    void whatPlatformsCallSetsNoCookie() throws Exception {
        for (String path : List.of(
                "/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke", "/userinfo")) {
            assertThat(send("POST", path).headers().allValues("Set-Cookie")).as(path).isEmpty();
        }
        for (String path : PUBLIC) {
            assertThat(send("GET", path).headers().allValues("Set-Cookie")).as(path).isEmpty();
        }
    }

    @Test
    void pushingByAnythingButAPostIsTheWrongMethod() throws Exception {
        assertThat(send("GET", "/oauth2/par").statusCode()).isEqualTo(405);
    }
}
