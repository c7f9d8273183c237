package dev.tamga.idp.wiring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import dev.tamga.idp.Tamga;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestFolder;
import dev.tamga.idp.TestNode;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;

import static org.assertj.core.api.Assertions.assertThat;

/** The profile of the conformance suite as conf/ has it: clients, and an issuer behind a TLS front. */
final class ConformanceProfileTest {
    private static final String ROOT = System.getProperty("tamga.root");
    private static ConfigurableApplicationContext context;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        Path folder = TestFolder.create("conformance");
        port = TestNode.freePort();
        TestNode node = new TestNode(folder, TestNode.cas(folder), port, port, TestDatabase.newUrl());
        List<String> settings = new ArrayList<>(node.arguments());
        settings.removeIf(argument -> argument.startsWith("--tamga.issuer") || argument.startsWith("--tamga.platform")
                || argument.startsWith("--spring.profiles.active"));
        settings.addAll(List.of(
                "--spring.profiles.active=conformance",
                "--spring.config.additional-location=file:" + ROOT + "/conf/",
                "--tamga.platform.directory=" + ROOT + "/conf/conformance/platform",
                "--TAMGA_SECRET_CONFORMANCE_1=" + "1".repeat(32),
                "--TAMGA_SECRET_CONFORMANCE_2=" + "2".repeat(32),
                "--TAMGA_SECRET_CONFORMANCE_POST=" + "3".repeat(32)));
        context = new SpringApplication(Tamga.class).run(settings.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Accept", "text/html");
    }

    private static HttpRequest.Builder fromFront(String path) {
        return request(path)
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "localhost:9443");
    }

    @Test
    void itsClientsAreConnected() {
        Platforms platforms = context.getBean(Platforms.class);
        assertThat(platforms.list()).extracting(Platform::id).containsExactly(
                "conformance-1", "conformance-2", "conformance-key", "conformance-post");
        assertThat(platforms.list()).allSatisfy(platform -> {
            assertThat(platform.isConnected()).isTrue();
            assertThat(platform.pkce()).isEqualTo(Platform.Pkce.OPTIONAL);
            assertThat(platform.addresses().redirectUris()).containsExactly(
                    "https://localhost:8443/test/a/tamga/callback",
                    "https://localhost:8443/test/a/tamga/callback?dummy1=lorem&dummy2=ipsum");
        });
    }

    @Test
    void aRequestWithNeitherPkceNorNonceIsTakenHere() throws Exception {
        HttpResponse<String> answer = send(fromFront("/oauth2/authorize?response_type=code&client_id=conformance-1"
                + "&scope=openid&redirect_uri=https://localhost:8443/test/a/tamga/callback"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElse("")).startsWith("/sign-in?request=");
    }

    @Test
    void theFrontsWordIsBelievedAndTheIssuerIsItsAddress() throws Exception {
        assertThat(send(fromFront("/help")).statusCode()).isEqualTo(200);
        assertThat(send(request("/help")).headers().firstValue("Location")).contains("https://localhost:9443/help");
        assertThat(send(request("/.well-known/openid-configuration")).body())
                .contains("\"issuer\":\"https://localhost:9443\"");
        assertThat(send(fromFront("/sign-in")).headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(send(fromFront("/sign-in")).body()).contains("id=\"sign-in-demo-key\"", "id=\"sign-in-submit\"");
    }

    @Test
    void itsDataFolderIsOneThatTheDatabaseTakes() throws IOException {
        // H2 refuses a path that is relative without saying so; the tests' own database is elsewhere.
        assertThat(Files.readString(Path.of(ROOT, "conf/application-conformance.yml"))).contains("data: ./");
    }

    @Test
    void anEnterpriseKeyCanBeBoundHere() throws Exception {
        assertThat(send(fromFront("/binding/enterprise")).body()).contains("<option value=\"conformance-1\"");
    }

    @Test
    void onlyThePlatformOfTheBackchannelPlanIsToldOfSignOuts() {
        assertThat(context.getBean(Platforms.class).list())
                .filteredOn(platform -> platform.addresses().backchannelLogoutUri().isPresent())
                .extracting(Platform::id).containsExactly("conformance-2");
    }

    @Test
    void theFormWithoutAScriptOpensWithAKeyThatTheDemoBinds() throws Exception {
        assertThat(send(fromFront("/sign-in")).body())
                .containsPattern("id=\"sign-in-demo-key\"[^>]*>\\s*<option value=\"bjca-enterprise\"");
    }

    @Test
    void theAuditNamesTheClientAndNotTheFront() throws Exception {
        HttpResponse<String> page = send(fromFront("/sign-in"));
        String cookie = page.headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith("__Host-tamga-browser="))
                .map(set -> set.substring(0, set.indexOf(';')))
                .findFirst().orElseThrow();
        String token = page.body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        send(fromFront("/sign-in/demo-key")
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("key=bjca-newcomer&pin=123456&_csrf=" + token)));
        List<String> addresses = Jdbi.create(context.getBean(DataSource.class)).withHandle(handle ->
                handle.createQuery("select address from audit_event where event = 'sign-in'")
                        .mapTo(String.class).list());
        assertThat(addresses).containsExactly("203.0.113.9");
    }
}
