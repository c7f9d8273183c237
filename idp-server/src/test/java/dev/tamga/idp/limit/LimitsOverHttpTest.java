package dev.tamga.idp.limit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.Browser;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestPlatforms;

import static org.assertj.core.api.Assertions.assertThat;

/** Floods, and who is not hurt by them. A front of ours tells the addresses. */
final class LimitsOverHttpTest {
    private static final int MOST = 30;
    private static final int MOST_FAILURES = 5;
    private static final int MOST_OF_A_KEY = 3;
    private static final int MOST_FORMS = 2;
    private static final String KEY = "gxca-enterprise";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static RunningTamga tamga;

    @BeforeAll
    static void start() throws Exception {
        tamga = RunningTamga.alone(
                TestDatabase.newUrl(), "--tamga.trusted-proxies=127.0.0.1", "--tamga.limit.address-per-minute=" + MOST,
                "--tamga.limit.client-failures-per-minute=" + MOST_FAILURES,
                "--tamga.limit.key-failures=" + MOST_OF_A_KEY, "--tamga.limit.unbinding-forms-per-hour=" + MOST_FORMS);
    }

    @AfterAll
    static void stop() {
        tamga.close();
    }

    private static HttpRequest.Builder from(String address, String path) {
        URI issuer = tamga.issuer();
        return HttpRequest.newBuilder(issuer.resolve(path))
                .header("X-Forwarded-For", address).header("X-Forwarded-Host", issuer.getAuthority());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> challenge(String address) throws Exception {
        return send(from(address, "/challenge")
                .header("Accept", "application/json").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"purpose\":\"sign-in\"}")));
    }

    private static HttpResponse<String> token(String address, String platform, String secret) throws Exception {
        String basic = Base64.getEncoder().encodeToString((platform + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return send(from(address, "/oauth2/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=refresh_token&refresh_token=x")));
    }

    /** Floods faster than what was used up comes back, however slow the machine. */
    private static HttpResponse<String> limited(Callable<HttpResponse<String>> request) throws Exception {
        for (int i = 0; i < 20 * MOST; i++) {
            HttpResponse<String> answer = request.call();
            if (answer.statusCode() == 429) {
                return answer;
            }
        }
        throw new AssertionError("never limited");
    }

    @Test
    void aFloodFromOneAddressIsAnswered429AndOtherAddressesNoticeNothing() throws Exception {
        for (int i = 0; i < MOST; i++) {
            assertThat(challenge("198.51.100.1").statusCode()).isNotEqualTo(429);
        }
        HttpResponse<String> limited = limited(() -> challenge("198.51.100.1"));

        assertThat(limited.headers().firstValue("Retry-After").orElseThrow()).matches("[1-9][0-9]?");
        assertThat(limited.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(limited.body()).contains("\"code\":\"rate-limited\"");
        assertThat(challenge("198.51.100.2").statusCode()).isNotEqualTo(429);
    }

    @Test
    void anIpv6NetworkIsOneSender() throws Exception {
        AtomicInteger host = new AtomicInteger();
        limited(() -> challenge("2001:db8:0:1::" + Integer.toHexString(host.incrementAndGet())));

        assertThat(host.get()).isGreaterThan(MOST);
        assertThat(challenge("2001:db8:0:2::1").statusCode()).isNotEqualTo(429);
    }

    @Test
    void thePageSaysHowLongAndReadingGoesOn() throws Exception {
        HttpResponse<String> page = limited(() -> send(
                from("198.51.100.3", "/oauth2/authorize?client_id=150100").header("Accept", "text/html")));

        assertThat(page.body()).contains("data-code=\"rate-limited\"", "访问过于频繁").containsPattern("[0-9]+秒后可以重试");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(send(from("198.51.100.3", "/sign-in").header("Accept", "text/html")).statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsSignedInIsNeverTurnedAway() throws Exception {
        Bidder bidder = new Bidder(tamga);
        bidder.bind(KEY);
        bidder.signIn(KEY);
        bidder.browser().get("/sign-in");
        // A neighbour in the same hall.
        limited(() -> challenge("127.0.0.1"));

        for (int i = 0; i < MOST; i++) {
            assertThat(bidder.browser().postJson("/challenge", "{\"purpose\":\"sign-in\"}").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSecretIsNotGuessedForLongAndNeitherItsPlatformNorANeighbourIsLockedOut() throws Exception {
        for (int i = 0; i < MOST_FAILURES; i++) {
            assertThat(token("203.0.113.1", "150100", "guess " + i).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> limited = token("203.0.113.1", "150100", TestPlatforms.SECRET);

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).isPresent();
        assertThat(limited.body()).contains("\"code\":\"rate-limited\"");
        assertThat(token("203.0.113.2", "150100", TestPlatforms.SECRET).statusCode()).isEqualTo(400);
        assertThat(token("203.0.113.1", TestPlatforms.SIGNED_BY + "rs256", "x").statusCode()).isEqualTo(401);
    }

    @Test
    void whoeverNamesPlatformsThatAreNoneIsOneSender() throws Exception {
        for (int i = 0; i < MOST_FAILURES; i++) {
            assertThat(token("203.0.113.3", "nobody-" + i, "guess").statusCode()).isEqualTo(401);
        }

        assertThat(token("203.0.113.3", "nobody-else", "guess").statusCode()).isEqualTo(429);
        assertThat(token("203.0.113.3", "150100", TestPlatforms.SECRET).statusCode()).isEqualTo(400);
    }

    @Test
    void aPlatformThatSucceedsIsNotCounted() throws Exception {
        for (int i = 0; i < 4 * MOST_FAILURES; i++) {
            assertThat(token("203.0.113.4", "150100", TestPlatforms.SECRET).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void formsWithFilesAreCountedByTheirSender() throws Exception {
        Browser browser = tamga.browser().at(tamga.issuer()).from("192.0.2.1");
        Map<String, String[]> form = Map.of("form_token", new String[] {"x".repeat(43)});
        for (int i = 0; i < MOST_FORMS; i++) {
            browser.get("/unbinding/person");
            assertThat(browser.post("/unbinding/person", form).statusCode()).isEqualTo(200);
        }
        HttpResponse<String> limited = browser.post("/unbinding/person", form);

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).isPresent();
        browser.get("/unbinding/status");
        assertThat(browser.post("/unbinding/status", Map.of()).statusCode()).as("questions are others").isEqualTo(200);
    }

    @Test
    void aKeyThatIsTurnedAwayTooOftenIsToldHowLongToWait() throws Exception {
        Bidder bidder = new Bidder(tamga);
        bidder.browser().at(tamga.issuer()).from("192.0.2.2");
        String key = "bjca-newcomer";
        for (int i = 0; i < MOST_OF_A_KEY; i++) {
            assertThat(Bidder.code(bidder.signIn(key))).isEqualTo("not-bound");
        }
        HttpResponse<String> limited = bidder.signIn(key);

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(Bidder.code(limited)).isEqualTo("rate-limited");
        assertThat(limited.headers().firstValue("Retry-After").map(Integer::valueOf).orElse(0)).isBetween(1, 900);
        assertThat(limited.body()).containsPattern("[0-9]+(分钟|秒)后可以重试");
        assertThat(bidder.bind(key).statusCode()).as("what succeeds is not counted").isEqualTo(303);
        assertThat(bidder.signIn(key).statusCode()).isEqualTo(303);
    }

    @Test
    void aFormThatDoesNotFitTheKeyThatSignedItCountsLikeARefusal() throws Exception {
        Bidder bidder = new Bidder(tamga);
        bidder.browser().at(tamga.issuer()).from("192.0.2.3");
        String key = "szca-enterprise";
        Map<String, String[]> form = bidder.enterpriseForm(key);
        form.put("key_number", new String[] {"1A10"});
        for (int i = 0; i < MOST_OF_A_KEY; i++) {
            assertThat(bidder.bind("enterprise", key, form).body()).contains("id=\"error-summary\"");
        }
        HttpResponse<String> limited = bidder.bind("enterprise", key, form);

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.body()).contains("data-code=\"rate-limited\"").containsPattern("[0-9]+(分钟|秒)后可以重试");
        assertThat(bidder.bind(key).statusCode()).as("what succeeds is not counted").isEqualTo(303);
    }

    @Test
    void aChangeOfNameThatIsNoneCountsAsWell() throws Exception {
        Bidder bidder = new Bidder(tamga);
        bidder.browser().at(tamga.issuer()).from("192.0.2.4");
        String key = "snca-enterprise";
        for (int i = 0; i < MOST_OF_A_KEY; i++) {
            assertThat(Bidder.code(rename(bidder, key))).isEqualTo("not-bound");
        }
        assertThat(Bidder.code(rename(bidder, key))).isEqualTo("rate-limited");
    }

    private static HttpResponse<String> rename(Bidder bidder, String key) throws Exception {
        Map<String, String[]> form = bidder.keyFields(key);
        bidder.browser().get("/binding/renamed");
        String proof = bidder.proof(key, bidder.challenge(Purpose.BIND, Bidder.shown(form)));
        form.put("proof", new String[] {proof});
        return bidder.browser().post("/binding/renamed", form);
    }
}
