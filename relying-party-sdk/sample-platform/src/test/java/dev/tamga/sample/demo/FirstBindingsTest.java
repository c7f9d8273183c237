package dev.tamga.sample.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.forge.demo.DemoKey;
import dev.tamga.forge.demo.DemoWorld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The launcher's bindings against one server that plays assistant and provider. */
class FirstBindingsTest {

    @TempDir
    static Path world;
    private static List<DemoKey> keys;
    private static HttpServer server;

    private static final List<String> POSTED = new CopyOnWriteArrayList<>();
    private static volatile String refusal;

    @TempDir
    Path folder;
    private FirstBindings bindings;

    @BeforeAll
    static void start() throws Exception {
        keys = DemoWorld.open(world, Clock.systemUTC(), "localhost", 9300).keys();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", FirstBindingsTest::answer);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @BeforeEach
    void prepare() throws Exception {
        POSTED.clear();
        refusal = null;
        Properties ports = new Properties();
        ports.setProperty("demo.port.idp", String.valueOf(server.getAddress().getPort()));
        ports.setProperty("demo.port.assistant", String.valueOf(server.getAddress().getPort()));
        bindings = new FirstBindings(new Place(folder, folder), Ports.read(ports));
    }

    @Test
    void theSevenCompaniesAreBoundOnceByPageChallengeSignatureAndForm() throws Exception {
        bindings.run(keys);
        assertThat(POSTED).hasSize(7).allSatisfy(form -> assertThat(form).contains("proof={\"certificate\":\"C\"",
                "_csrf=token", "subject_types=bidder", "key_medium_number=99", "cookie=__Host-tamga-browser=b1"));
        assertThat(POSTED.getFirst()).contains("division_code=150100");
        bindings.run(keys);
        assertThat(POSTED).hasSize(7);
        assertThat(Files.readAllLines(folder.resolve("bound"))).hasSize(7).contains("cfca-enterprise-rsa");
    }

    @Test
    void aKeyThatIsBoundAlreadyIsAsGood() throws Exception {
        refusal = "key-already-bound";
        bindings.run(keys);
        assertThat(Files.readAllLines(folder.resolve("bound"))).hasSize(7);
    }

    @Test
    void anotherRefusalStopsTheDemoAndNamesIt() {
        refusal = "revocation-unavailable";
        assertThatThrownBy(() -> bindings.run(keys)).isInstanceOf(DemoFault.class)
                .hasMessageContainingAll("could not be bound", "revocation-unavailable");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
            case "GET /keys" -> write(exchange, 200, "{\"keys\":[" + String.join(",", keys.stream()
                    .map(k -> "{\"id\":\"" + k.name() + "\",\"medium_number\":\"" + k.mediumNumber()
                            + "\",\"signing\":{\"name\":\"N\",\"serial\":\"1A\"}}").toList()) + "]}");
            case "GET /binding/enterprise" -> {
                exchange.getResponseHeaders().add("Set-Cookie", "__Host-tamga-browser=b1; Path=/; Secure");
                write(exchange, 200, "<meta name=\"csrf-token\" content=\"token\">");
            }
            case "POST /challenge" -> write(exchange, 200, "{\"purpose\":\"bind\",\"nonce\":\"n\",\"expires\":1}");
            case "POST /sign" -> write(exchange, 200, "{\"certificate\":\"C\",\"text\":\"T\",\"signature\":\"S\"}");
            case "POST /binding/enterprise" -> {
                POSTED.add(URLDecoder.decode(body, StandardCharsets.UTF_8) + "&cookie="
                        + exchange.getRequestHeaders().getFirst("Cookie"));
                write(exchange, refusal == null ? 303 : 200, "<main data-code=\"" + refusal + "\">");
            }
            default -> write(exchange, 404, "");
        }
    }

    private static void write(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
