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
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

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
    /** What no controller answers. */
    private static final List<String> PAGES_BESIDE = List.of("/oauth2/authorize", "/nowhere", "/error");
    private static final List<String> ENDPOINTS_BESIDE = List.of(
            "/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke", "/userinfo", "/oauth2/authorize");

    private RunningTamga tamga;
    private List<String> pages;
    private List<String> endpoints;

    @BeforeEach
    void start() throws Exception {
        tamga = RunningTamga.get();
        pages = mapped(RequestMethod.GET, PAGES_BESIDE);
        endpoints = mapped(RequestMethod.POST, ENDPOINTS_BESIDE);
        assertThat(pages).hasSizeGreaterThan(15).contains("/portal", "/binding/enterprise", "/connect/logout");
        assertThat(endpoints).hasSizeGreaterThan(10).contains("/challenge", "/sign-in", "/sign-out");
    }

    /** Every address that a controller answers, and those beside. */
    private List<String> mapped(RequestMethod method, List<String> beside) {
        return Stream.concat(
                        beside.stream(),
                        tamga.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                                .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(method))
                                .flatMap(mapping -> mapping.getPatternValues().stream())
                                .filter(path -> !path.startsWith("/test/"))
                                .map(path -> path.replace("{kind:enterprise|person}", "enterprise"))
                                .map(path -> path.replaceAll("\\{[^{}]*(\\{[^}]*}[^{}]*)*}", "a".repeat(26))))
                .distinct()
                .toList();
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
        for (String path : pages) {
            isNotKept(send("GET", path), path);
        }
        for (String path : endpoints) {
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
        for (String path : pages) {
            isClosedToScripts(send("GET", path), path);
        }
        for (String path : endpoints) {
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
