package dev.tamga.ca.revocation;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The only door to the network, against a server on loopback. */
class HttpFetcherTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String host;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/body", exchange -> answer(exchange, 200, "body"));
        server.createContext("/echo", exchange -> answer(
                exchange,
                200,
                exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII)));
        server.createContext("/error", exchange -> answer(exchange, 500, "body"));
        server.createContext("/large", exchange -> answer(exchange, 200, "x".repeat(1001)));
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().set("Location", "/body");
            answer(exchange, 302, "");
        });
        server.createContext("/mute", exchange -> await());
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 10);
            OutputStream body = exchange.getResponseBody();
            body.write('x');
            body.flush();
            await();
        });
        server.start();
        host = "localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void stopServer() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void allowedHostIsAsked() throws IOException {
        assertThat(get("/body", LONG)).asString(StandardCharsets.US_ASCII).isEqualTo("body");
    }

    @Test
    void ocspRequestIsPosted() throws IOException {
        byte[] echo = fetcher().fetch(Fetcher.Request.ocsp(address("/echo"),
                "question".getBytes(StandardCharsets.US_ASCII), LONG, 1000));

        assertThat(echo).asString(StandardCharsets.US_ASCII).isEqualTo("POST application/ocsp-request question");
    }

    @ParameterizedTest(name = "{0} is no answer")
    @ValueSource(strings = {"/error", "/away", "/large", "/absent"})
    void whatIsNoPlainAnswerFails(String path) {
        assertThatThrownBy(() -> get(path, LONG)).isInstanceOf(IOException.class);
    }

    @Test
    void redirectIsNotFollowed() {
        assertThatThrownBy(() -> get("/away", LONG)).hasMessageContaining("answered 302");
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest(name = "{0} runs out of time")
    @ValueSource(strings = {"/mute", "/slow"})
    void timeLimitIsForTheWholeExchange(String path) {
        assertThatThrownBy(() -> get(path, SHORT)).isInstanceOf(IOException.class);
    }

    @Test
    void hostThatIsNotAllowedIsNotAsked() {
        Fetcher nobody = new HttpFetcher(new AllowedHosts(Set.of("crl.example.org"), Set.of()));

        assertThatThrownBy(() -> nobody.fetch(Fetcher.Request.get(address("/body"), LONG, 1000)))
                .isInstanceOf(IOException.class).hasMessageContaining("is not among revocation.hosts");
        assertThat(asked).hasValue(0);
    }

    @Test
    void privateAddressIsNotAskedUnlessItIsAllowedByName() {
        Fetcher outside = new HttpFetcher(new AllowedHosts(Set.of(host), Set.of()));

        assertThatThrownBy(() -> outside.fetch(Fetcher.Request.get(address("/body"), LONG, 1000)))
                .isInstanceOf(IOException.class).hasMessageContaining("resolves to a private address");
        assertThat(asked).hasValue(0);
    }

    @Test
    void deadServerFails() {
        server.stop(0);

        assertThatThrownBy(() -> get("/body", LONG)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest(name = "{0} is private")
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "198.18.0.1", "0.0.0.0", "255.255.255.255", "224.0.0.1", "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::"})
    void privateAddressesAreKnown(String address) throws IOException {
        assertThat(PrivateAddress.is(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest(name = "{0} is public")
    @ValueSource(strings = {"1.1.1.1", "117.32.132.74", "172.32.0.1", "2606:4700::1111"})
    void publicAddressesAreKnown(String address) throws IOException {
        assertThat(PrivateAddress.is(InetAddress.getByName(address))).isFalse();
    }

    private Fetcher fetcher() {
        return new HttpFetcher(new AllowedHosts(Set.of(host), Set.of(host)));
    }

    private byte[] get(String path, Duration timeout) throws IOException {
        return fetcher().fetch(Fetcher.Request.get(address(path), timeout, 1000));
    }

    private URI address(String path) {
        return URI.create("http://" + host + path);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        asked.incrementAndGet();
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
