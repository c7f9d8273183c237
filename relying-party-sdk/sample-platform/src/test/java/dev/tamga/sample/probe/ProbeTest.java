package dev.tamga.sample.probe;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tamga.ca.Challenge;
import dev.tamga.forge.demo.DemoWorld;
import dev.tamga.sample.probe.FakeProvider.Page;

import static org.assertj.core.api.Assertions.assertThat;

class ProbeTest {
    @TempDir
    private static Path demo;

    private FakeProvider provider;

    @BeforeAll
    static void forge() throws Exception {
        DemoWorld.open(demo, Clock.fixed(Instant.parse("2026-11-21T04:00:00Z"), ZoneOffset.UTC), "localhost", 9300);
        Files.writeString(demo.resolve("150100.secret"), "s".repeat(43) + "\n");
    }

    @BeforeEach
    void start() throws Exception {
        provider = new FakeProvider();
    }

    @AfterEach
    void stop() throws Exception {
        provider.close();
        Files.deleteIfExists(demo.resolve("keys/bjca-enterprise.tries"));
    }

    @Test
    void walksToTheTokensAndNamesTheStepThatFailed() {
        JsonNode report = probe();

        assertThat(report.path("ok").asBoolean(true)).isFalse();
        assertThat(steps(report)).containsExactly(
                "key ok", "start ok", "authorize ok", "challenge ok", "sign ok", "sign-in ok", "continue ok",
                "consent ok", "tokens failed");
        assertThat(report.path("failed_step").asString()).isEqualTo("tokens");
        assertThat(report.path("reason").asString()).contains("invalid_grant").doesNotContain("secret-code");
    }

    @Test
    void carriesCookiesCsrfAndRequestItself() {
        probe();

        assertThat(request("POST /challenge"))
                .contains("{\"purpose\":\"sign-in\"} cookie=__Host-tamga-browser=b1 csrf=csrf&1");
        assertThat(request("POST /sign-in"))
                .contains("_csrf=csrf%261&", "&request=r1", "__Host-tamga-browser=b1");
        assertThat(request("GET /resume")).contains("__Host-tamga-browser=b1; __Host-tamga=s1");
        assertThat(request("POST /consent")).contains("request=r1&_csrf=c2&decision=allow");
    }

    @Test
    void signsTheChallengeForTheIssuersOrigin() {
        probe();

        String body = request("POST /sign-in").split(" ")[2];
        JsonNode proof = new JsonMapper().readTree(FakeProvider.parameters(body).get("proof"));
        assertThat(proof.propertyNames()).containsExactly("certificate", "text", "signature");
        assertThat(Challenge.parse(proof.path("text").asString())).isEqualTo(new Challenge(
                Challenge.Purpose.SIGN_IN,
                provider.issuer(),
                FakeProvider.NONCE,
                Instant.ofEpochSecond(FakeProvider.EXPIRES),
                Challenge.NOTHING));
    }

    @Test
    void rememberedConsentShowsNoPage() {
        provider.pages.put("GET /resume", Page.redirect("CALLBACK"));

        assertThat(steps(probe())).endsWith("continue ok", "tokens failed").doesNotContain("consent ok");
    }

    @Test
    void refusalPageIsReportedByItsCode() {
        provider.pages.put("POST /sign-in", Page.html(
                "<main id=\"error-page\" data-code=\"not-bound\" data-incident=\"ABCDEFGHIJ\"><h1>尚未绑定</h1></main>"));

        assertFails("sign-in", "refused: not-bound (incident ABCDEFGHIJ)");
    }

    @Test
    void errorPageWithAStatusIsReportedByItsCodeToo() {
        provider.pages.put("GET /oauth2/authorize", new Page(400, List.of("Content-Type: text/html"),
                "<main id='error-page' data-code='request-refused'>"));

        assertFails("authorize", "refused: request-refused");
    }

    @Test
    void jsonProblemIsReportedByItsCode() {
        provider.pages.put("POST /challenge", Page.json(429, "{\"code\":\"rate-limited\",\"incident\":\"ABC\"}"));

        assertFails("challenge", "/challenge answered with status 429: rate-limited (incident ABC)");
    }

    @Test
    void errorForThePlatformIsReported() {
        provider.pages.put("GET /oauth2/authorize",
                Page.redirect("http://localhost:9101/callback?error=invalid_scope&state=x"));

        assertFails("authorize", "the provider answered the platform with error=invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://evil.example/callback", "http://localhost:9101/callback.evil", "//evil.example/", "https://localhost/",
        "file:///etc/passwd", "javascript:alert(1)"
    })
    void redirectElsewhereIsNotFollowed(String location) {
        provider.pages.put("GET /resume", Page.redirect(location));

        JsonNode report = probe();

        assertThat(report.path("failed_step").asString()).isEqualTo("continue");
        assertThat(report.path("reason").asString()).startsWith("the provider leads away to ");
    }

    @Test
    void redirectsEnd() {
        provider.pages.put("GET /resume", Page.redirect("/resume"));

        assertFails("continue", "more than 10 redirects, the last from /resume");
    }

    @Test
    void addressThatCannotBeReadIsReported() {
        provider.pages.put("GET /resume", Page.redirect("http://[bad"));

        assertFails("continue", "/resume redirects to an address that cannot be read");
    }

    @Test
    void hugePageIsRefused() {
        provider.pages.put("GET /consent", Page.html(" ".repeat(1024 * 1024 + 1)));

        assertFails("continue", "/consent answered with more than 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"nonce\":\"short\",\"expires\":1790000000}", "{\"expires\":1790000000}", "{}", "[]",
        "{\"nonce\":\"NNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNN\",\"expires\":-1}"
    })
    void whatIsNoChallengeIsNotSigned(String json) {
        provider.pages.put("POST /challenge", Page.json(200, json));

        JsonNode report = probe();

        assertThat(report.path("failed_step").asString()).isEqualTo("challenge");
        assertThat(report.path("reason").asString()).startsWith("/challenge gave no challenge: challenge: ");
    }

    @Test
    void garbageInsteadOfJsonIsReported() {
        provider.pages.put("POST /challenge", Page.json(200, "<html>"));

        assertFails("challenge", "/challenge answered with JSON that cannot be read");
    }

    @Test
    void missingFormIsNamed() {
        provider.pages.put("GET /sign-in", Page.html("<p>Maintenance</p>"));

        assertFails("authorize", "/sign-in has no form \"sign-in-form\"");
    }

    @Test
    void missingPageIsReported() {
        provider.pages.remove("GET /sign-in/certificate");

        assertFails("sign-in", "/sign-in/certificate answered with status 404");
    }

    @Test
    void wrongPinTellsTheTriesLeft() {
        assertThat(probe("--pin", "000000").path("reason").asString()).isEqualTo("the PIN is wrong; tries left: 5");
    }

    @Test
    void lockedKeyIsReported() throws Exception {
        Files.writeString(demo.resolve("keys/bjca-enterprise.tries"), "0");

        assertFails("sign", "the key is locked after too many wrong PINs");
    }

    @Test
    void unreachableProviderIsReported() {
        provider.close();

        JsonNode report = probe();

        assertThat(report.path("failed_step").asString()).isEqualTo("start");
        assertThat(report.path("reason").asString()).startsWith("PROVIDER_UNREACHABLE");
    }

    @Test
    void brokenKeyIsNamed() throws Exception {
        Path broken = Files.writeString(demo.resolve("broken.p12"), "garbage");

        JsonNode report = probe("--key", broken.toString());

        assertThat(report.path("failed_step").asString()).isEqualTo("key");
        assertThat(report.path("reason").asString()).startsWith("broken.p12 is not a PKCS#12 file");
    }

    @Test
    void wrongOptionsAreNamed() {
        assertThat(reason("--frob", "x")).isEqualTo("--frob is not an option");
        assertThat(reason("--key")).isEqualTo("--key has no value");
        assertThat(reason("--key", "nothing.p12")).startsWith("--key is \"nothing.p12\"; expected");
        assertThat(reason("--issuer", "localhost:9000")).startsWith("--issuer is \"localhost:9000\"; expected");
        assertThat(reason("--client-secret-file", "nowhere")).startsWith("--client-secret-file is \"nowhere\"");
    }

    @Test
    void helpExplainsTheOptions() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(Probe.run(new String[] {"--help"}, new PrintStream(out))).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage: ").contains("--client-secret-file");
    }

    private void assertFails(String step, String reason) {
        JsonNode report = probe();
        assertThat(report.path("failed_step").asString()).isEqualTo(step);
        assertThat(report.path("reason").asString()).isEqualTo(reason);
    }

    private String reason(String... more) {
        JsonNode report = probe(more);
        assertThat(report.path("failed_step").asString()).isEqualTo("options");
        return report.path("reason").asString();
    }

    private String request(String place) {
        return provider.seen.stream().filter(line -> line.startsWith(place + " ")).findFirst().orElseThrow();
    }

    private static List<String> steps(JsonNode report) {
        List<String> steps = new ArrayList<>();
        report.path("steps").forEach(step -> {
            assertThat(step.path("milliseconds").isIntegralNumber()).isTrue();
            steps.add(step.path("name").asString() + " " + step.path("status").asString());
        });
        return steps;
    }

    /** One line of JSON and exit code 1. */
    private JsonNode probe(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--issuer", provider.issuer(),
                "--key", demo.resolve("keys/bjca-enterprise.p12").toString(),
                "--pin", "123456",
                "--client-secret-file", demo.resolve("150100.secret").toString()));
        args.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = Probe.run(args.toArray(String[]::new), new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(1);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.strip().lines()).hasSize(1);
        return new JsonMapper().readTree(text);
    }
}
