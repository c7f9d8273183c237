package dev.tamga.idp.operator;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jwt.JWTClaimsSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestNode;
import dev.tamga.idp.signingkey.SigningKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** The operators' commands against the running server, and who may not give any. */
@Tag("database")
final class OperatorEndpointTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RunningTamga tamga;
    private URI address;
    private String token;

    /** What a command printed. */
    private record Ran(int exit, String out, String err) {}

    @BeforeEach
    void find() throws Exception {
        tamga = RunningTamga.get();
        OperatorToken files = new OperatorToken(tamga.data());
        token = files.read();
        address = URI.create("http://" + files.readAddress());
    }

    private Ran run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OperatorClient client = new OperatorClient(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("")));
        int exit = client.run(words, Map.of("TAMGA_DATA", tamga.data().toString()));
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private List<String> audited() {
        return tamga.jdbi().withHandle(handle -> handle.createQuery(
                        "select concat(code, ' ', detail) from audit_event where event = 'operation' order by id")
                .mapTo(String.class).list());
    }

    private HttpResponse<String> post(String path, Map<String, String> headers, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Map<String, String> good() {
        return Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    @Test
    void keysAreListedAndRotatedAndTheOperatorIsAudited() throws Exception {
        int before = tamga.bean(SigningKeys.class).publicKeys().size();
        Ran rotated = run("keys", "rotate", "--operator", "王 操作员", "--json");

        assertThat(rotated.exit()).isZero();
        assertThat(JSON.readTree(rotated.out()).path("keys").size()).isEqualTo(SigningKeys.ALGORITHMS.size());
        assertThat(audited().getLast()).isEqualTo("done 王 操作员: keys rotate");
        JsonNode published = JSON.readTree(tamga.browser().get("/oauth2/jwks").body()).path("keys");
        assertThat(published.size()).isEqualTo(before + SigningKeys.ALGORITHMS.size());
        assertThat(published.toString()).doesNotContain("\"d\":");
        assertThat(run("keys", "list").out()).contains("ES256", "RS256", "PS256", "signs from");
    }

    @Test
    void rotatingNowSignsAtOnce() {
        Ran rotated = run("keys", "rotate", "--now", "--operator", "wang", "--json");
        String kid = JSON.readTree(rotated.out()).path("keys").valueStream()
                .filter(key -> key.path("alg").asString().equals("ES256"))
                .findFirst().orElseThrow().path("kid").asString();
        String token = tamga.bean(SigningKeys.class).sign(
                "ES256", "JWT", new JWTClaimsSet.Builder().build());
        assertThat(PlatformClient.json(new String(
                Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8))
                .path("kid").asString()).isEqualTo(kid);
    }

    @Test
    void whoeverChangesSomethingIsNamed() {
        Ran nameless = run("keys", "rotate");
        assertThat(nameless.exit()).isEqualTo(2);
        assertThat(nameless.err()).contains("--operator");
        assertThat(run("keys", "rotate", "--operator", "a\nb").exit()).isEqualTo(2);
        assertThat(run("keys", "rotate", "--operator").err()).contains("--operator has no value");
    }

    @Test
    void unknownCommandsShowTheTable() {
        for (String[] words : new String[][] {{"keys", "burn"}, {"keys", "list", "--now"}, {"outbox", "of"}, {}}) {
            Ran ran = run(words);
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err()).contains("keys rotate [--now] --operator NAME", "audit verify", "ca import FILE");
        }
    }

    @Test
    void theAuditIsVerified() {
        Ran verified = run("audit", "verify", "--json");
        assertThat(JSON.readTree(verified.out()).path("faults").toString()).isEqualTo("[]");
        assertThat(verified.exit()).isZero();
        assertThat(run("audit", "verify").out()).contains("as it was sealed");
    }

    @Test
    void theOutboxAndTheCasAreListed() {
        assertThat(run("outbox", "list").out()).startsWith("Waiting to be delivered");
        assertThat(run("outbox", "of", "150100", "--json").out()).startsWith("{\"messages\":");
        Ran cas = run("ca", "list");
        assertThat(cas.exit()).isZero();
        assertThat(cas.out()).contains("bjca", "anchor", "SHA-256");
        assertThat(JSON.readTree(run("ca", "list", "--json").out()).path("cas").size()).isGreaterThanOrEqualTo(6);
    }

    @Test
    void aSecretIsMadeShownOnceAndExpired() {
        Ran added = run("platform", "secret", "add", "150200", "--operator", "wang", "--json");
        assertThat(added.exit()).isZero();
        String id = JSON.readTree(added.out()).path("id").asString();
        String secret = JSON.readTree(added.out()).path("secret").asString();
        assertThat(secret).hasSize(43);
        assertThat(run("platform", "secret", "list", "150200").out()).contains(id).doesNotContain(secret);
        assertThat(run("platform", "secret", "add", "150200", "--operator", "wang").exit()).as("two live").isEqualTo(1);
        assertThat(run("platform", "secret", "expire", "150200", id, "--operator", "wang").exit()).isZero();
        assertThat(audited()).noneMatch(detail -> detail.contains(secret));
    }

    @Test
    void aCertificateThatNoCaYmlPinsIsNotImported(@TempDir Path folder) throws Exception {
        Path anchors = Path.of(tamga.data().getParent().toString(), "ca", "bjca", "anchors.pem");
        Path file = Files.copy(anchors, folder.resolve("a.pem"));
        Ran refused = run("ca", "import", file.toString(), "--operator", "wang");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).contains("no ca.yml pins", "SHA-256");
        String none = folder.resolve("none.pem").toString();
        assertThat(run("ca", "import", none, "--operator", "wang").exit()).isEqualTo(2);
        Files.writeString(file, "no certificate");
        assertThat(run("ca", "import", file.toString(), "--operator", "wang").out()).contains("the file");
    }

    @Test
    void theTokenIsReadableByTheServersUserAlone() throws Exception {
        Path file = tamga.data().resolve("operator.token");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(token).hasSize(43);
    }

    @Test
    void withoutTheTokenNothingIsDone() throws Exception {
        String command = "{\"words\":[\"keys\",\"list\"]}";
        assertThat(post("/command", good(), command).statusCode()).isEqualTo(200);
        for (String wrong : new String[] {"Bearer " + "x".repeat(43), "Bearer", "Basic " + token, token, ""}) {
            assertThat(post("/command", Map.of("Authorization", wrong, "Content-Type", "application/json"), command)
                    .statusCode()).as(wrong).isEqualTo(401);
        }
        assertThat(post("/command", Map.of("Content-Type", "application/json"), command).statusCode()).isEqualTo(401);
    }

    /** A page in the operator's browser may reach 127.0.0.1, by its own name too (DNS rebinding). */
    @Test
    void aBrowserIsRefusedWhateverItBrings() throws Exception {
        String command = "{\"words\":[\"keys\",\"list\"]}";
        for (String header : new String[] {"Origin", "Sec-Fetch-Site"}) {
            Map<String, String> browser = new HashMap<>(good());
            browser.put(header, "null");
            assertThat(post("/command", browser, command).statusCode()).as(header).isEqualTo(403);
        }
        String port = ":" + address.getPort();
        for (String host : new String[] {"evil.example" + port, "localhost" + port, "127.0.0.1"}) {
            assertThat(raw("POST /command HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")).as(host).startsWith("HTTP/1.1 403");
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void malformedRequestsAreRefused() throws Exception {
        assertThat(post("/", good(), "{}").statusCode()).isEqualTo(404);
        assertThat(post("/command", Map.of("Authorization", "Bearer " + token, "Content-Type", "text/plain"), "{}")
                .statusCode()).isEqualTo(415);
        for (String body : new String[] {"", "nonsense", "[]", "null", "{}", "{\"words\":[null]}", "{\"words\":{}}"}) {
            assertThat(post("/command", good(), body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(post("/command", good(), "[" + " ".repeat(1024 * 1024)).statusCode()).isEqualTo(413);
    }

    @Test
    void thePublicPortKnowsNoCommand() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(tamga.issuer().resolve("/command"))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"words\":[\"keys\",\"list\"]}")).build();
        assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isIn(403, 404);
    }

    @Test
    void aServerThatDoesNotRunIsSaid(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OperatorClient client = new OperatorClient(
                System.out, new PrintStream(err), new BufferedReader(new StringReader("")));
        assertThat(client.run(new String[] {"keys", "list", "--data", folder.toString()}, Map.of())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is the server running");
        new OperatorToken(folder).write("x".repeat(43), TestNode.freePort());
        err.reset();
        assertThat(client.run(new String[] {"keys", "list", "--data", folder.toString()}, Map.of())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the server is not running");
    }
}
