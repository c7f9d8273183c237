package dev.tamga.idp.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** What every page shares, on the real server. */
@Tag("database")
final class PagesOverHttpTest {
    private static final String STRICT =
            "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
    private static RunningTamga tamga;

    @BeforeAll
    static void start() throws Exception {
        tamga = RunningTamga.get();
    }

    private static HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(tamga.issuer() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        Map<String, String> all = new HashMap<>(Map.of("Accept", "text/html", "Accept-Language", "zh-CN"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        all.forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/help", "/help/ca", "/assistant", "/unbinding", "/sign-in", "/binding/enterprise"})
    void pagesComeWithAStrictPolicyAndAreNotStored(String path) throws Exception {
        HttpResponse<String> page = get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).startsWith(STRICT);
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.headers().firstValue("Date")).isPresent();
        assertThat(page.body()).contains("400-998-0000", "lang=\"zh-CN\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/binding/enterprise", "/binding/person"})
    void onlyPagesWithAKeyMayTalkToTheAssistant(String path) throws Exception {
        assertThat(get(path).headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("connect-src 'self' http://127.0.0.1:");
        assertThat(get("/help").headers().firstValue("Content-Security-Policy")).contains(STRICT);
    }

    @Test
    void theFirstPageIsSmall() throws Exception {
        int bytes = 0;
        for (String path : new String[] {"/", "/css/tamga.css", "/images/seal.svg"}) {
            bytes += get(path).body().length();
        }
        assertThat(bytes).isLessThan(100_000);
    }

    @Test
    void aStyleSheetIsKeptAndKnownByItsContent() throws Exception {
        HttpResponse<String> file = get("/css/tamga.css");
        String etag = file.headers().firstValue("ETag").orElseThrow();

        assertThat(file.headers().firstValue("Cache-Control")).contains("max-age=600");
        assertThat(file.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(get("/css/tamga.css", "If-None-Match", etag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({"en-GB, en", "'de, en;q=0.8', en", "zh-TW, zh-CN", "'zh;q=0.5, en;q=0.9', en", "fr, zh-CN", "'', zh-CN",
            "';;;', zh-CN"})
    void thePageSpeaksTheBrowsersLanguageElseChinese(String header, String language) throws Exception {
        assertThat(get("/help", "Accept-Language", header).body()).contains("<html lang=\"" + language + "\"");
    }

    @Test
    void aChosenLanguageIsRemembered() throws Exception {
        HttpResponse<String> page = get("/help?lang=en");
        String cookie = page.headers().firstValue("Set-Cookie").orElse("");

        assertThat(page.body()).contains("<html lang=\"en\"", "href=\"/help?lang=zh-CN\"");
        assertThat(page.headers().allValues("Set-Cookie"))
                .anyMatch(value -> value.startsWith("__Host-tamga-lang=en; Path=/;") && value.contains("Secure"));
        assertThat(cookie).isNotEmpty();
        assertThat(get("/help", "Cookie", "__Host-tamga-lang=en").body()).contains("<html lang=\"en\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/help?lang=de", "/help?lang=%22%3E", "/help?lang="})
    void anUnknownLanguageIsNone(String path) throws Exception {
        HttpResponse<String> page = get(path);

        assertThat(page.body()).contains("<html lang=\"zh-CN\"");
        assertThat(page.headers().allValues("Set-Cookie")).noneMatch(value -> value.contains("tamga-lang"));
    }

    @Test
    void theLinkToTheOtherLanguageKeepsTheRequest() throws Exception {
        assertThat(get("/sign-in?request=abc&lang=zh-CN").body()).contains("href=\"/sign-in?request=abc&amp;lang=en\"");
    }

    @Test
    void theFormerBookmarkLeadsHome() throws Exception {
        HttpResponse<String> page = get("/PSPFrame/infobasemis/casharelogin/index/cashareindex");

        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location")).contains("/");
    }

    @Test
    void aMissingPageSaysSoWithAnIncidentOfItsOwn() throws Exception {
        HttpResponse<String> page = get("/nowhere%3Cscript%3E");
        HttpResponse<String> other = get("/nowhere");

        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(other.body()).contains("id=\"error-page\"", "data-code=\"not-found\"")
                .containsPattern("data-incident=\"[A-Za-z2-7]{10}\"");
        assertThat(page.body()).doesNotContain("<script>");
        assertThat(incident(other)).isNotEqualTo(incident(get("/nowhere")));
    }

    private static String incident(HttpResponse<String> page) {
        return page.body().replaceAll("(?s).*data-incident=\"([^\"]*)\".*", "$1");
    }

    @Test
    void aProgramGetsProblemDetails() throws Exception {
        HttpResponse<String> answer = get("/nowhere", "Accept", "application/json");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"not-found\"", "\"status\":404")
                .containsPattern("\"incident\":\"[A-Za-z2-7]{10}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/binding/enterprise", "/consent", "/portal/start", "/sign-out", "/challenge"})
    void aFormWithoutItsTokenIsRefused(String path) throws Exception {
        HttpResponse<String> answer = send("POST", path);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("data-code=\"csrf\"").doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "/oauth2/authorize?response_type=code&client_id=stranger&redirect_uri=https://x.example/, unknown-client",
        "/oauth2/authorize?response_type=code&client_id=150100&redirect_uri=https://x.example/&scope=openid, "
                + "invalid-redirect-uri",
        "/connect/logout?id_token_hint=garbage, invalid-request",
        "/consent?request=unknown, invalid-request",
    })
    void aMalformedRequestOfAPlatformHasItsOwnText(String path, String code) throws Exception {
        HttpResponse<String> page = get(path);

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("id=\"error-page\"", "data-code=\"" + code + "\"")
                .as("the page in another language is this request again; nothing leads elsewhere")
                .doesNotContain("\"https://x.example");
    }

    @Test
    void anErrorPageSpeaksEnglishToo() throws Exception {
        assertThat(get("/nowhere", "Accept-Language", "en").body()).contains("No such page");
    }
}
