package dev.tamga.ca.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.junit.jupiter.api.io.TempDir;
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
        server.createContext("/echo-headers", exchange -> answer(
                exchange, 200, String.join(",", exchange.getRequestHeaders().keySet()).toLowerCase(Locale.ROOT)));
        server.createContext("/cookie", exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "a=b");
            answer(exchange, 200, String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")));
        });
        server.createContext("/packed", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, "not unpacked");
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            while (end.getCount() > 0) {
                body.write(new byte[8192]);
            }
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
    void otherStatusIsAnAnswerForWhoAsksForIt() throws IOException {
        assertThat(fetcher().exchange(Fetcher.Request.get(address("/away"), LONG, 1000)).status()).isEqualTo(302);
        assertThat(fetcher().exchange(Fetcher.Request.get(address("/error"), LONG, 1000)))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(500))
                .satisfies(answer -> assertThat(answer.body()).asString().isEqualTo("body"));
    }

    @Test
    void nothingIsSentThatNobodyAskedFor() throws IOException {
        assertThat(get("/echo-headers", LONG)).asString(StandardCharsets.US_ASCII)
                .doesNotContain("cookie", "authorization", "upgrade", "accept-encoding", "referer");
        assertThat(get("/cookie", LONG)).asString().isEqualTo("null");
    }

    @Test
    void cookiesAreForgotten() throws IOException {
        Fetcher one = fetcher();
        for (int i = 0; i < 2; i++) {
            assertThat(one.fetch(Fetcher.Request.get(address("/cookie"), LONG, 1000))).asString().isEqualTo("null");
        }
    }

    @Test
    void packedBodyIsNotUnpacked() throws IOException {
        assertThat(get("/packed", LONG)).asString().isEqualTo("not unpacked");
    }

    @Test
    void endlessBodyEndsAtTheLimit() {
        assertThatThrownBy(() -> get("/endless", LONG)).hasMessageContaining("longer than 1000 bytes");
    }

    @Test
    void hostThatHangsHoldsABoundedNumberOfThreads() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(16);
        HttpFetcher stuck = new HttpFetcher(new Reach.Listed(AllowedHosts.ofPrivate(Set.of(host))), name -> {
            hanging.countDown();
            await();
            throw new UnknownHostException(name);
        }, Optional.empty());
        for (int i = 0; i < 16; i++) {
            threads.submit(() -> stuck.fetch(Fetcher.Request.get(address("/body"), LONG, 1000)));
        }
        hanging.await();

        assertThatThrownBy(() -> stuck.fetch(Fetcher.Request.get(address("/body"), LONG, 1000)))
                .hasMessageContaining("16 unfinished exchanges");
    }

    @Test
    void nameThatIsNeverResolvedRunsOutOfTimeToo() {
        HttpFetcher stuck = new HttpFetcher(new Reach.Listed(AllowedHosts.ofPrivate(Set.of(host))), name -> {
            await();
            throw new UnknownHostException(name);
        }, Optional.empty());

        assertThatThrownBy(() -> stuck.fetch(Fetcher.Request.get(address("/body"), SHORT, 1000)))
                .hasMessageContaining("no complete answer within");
    }

    /** DNS rebinding: the second look-up would say something else, and there is none. */
    @Test
    void checkedAddressIsTheOneThatIsConnectedTo() throws IOException {
        AtomicInteger lookUps = new AtomicInteger();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        InetAddress elsewhere = InetAddress.getByName("203.0.113.1");
        HttpFetcher rebound = new HttpFetcher(
                new Reach.Listed(AllowedHosts.ofPrivate(Set.of("crl.example.org:" + port()))),
                name -> new InetAddress[] {lookUps.getAndIncrement() == 0 ? loopback : elsewhere},
                Optional.empty());

        URI address = URI.create("http://crl.example.org:" + port() + "/body");
        assertThat(rebound.fetch(Fetcher.Request.get(address, LONG, 1000))).asString().isEqualTo("body");
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void nameWithOnePrivateAddressAmongPublicOnesIsNotAsked() throws IOException {
        InetAddress[] both = {InetAddress.getByName("1.1.1.1"), InetAddress.getLoopbackAddress()};
        HttpFetcher mixed = new HttpFetcher(
                new Reach.Listed(new AllowedHosts(Set.of(host), Set.of())), name -> both, Optional.empty());

        assertThatThrownBy(() -> mixed.fetch(Fetcher.Request.get(address("/body"), LONG, 1000)))
                .hasMessageContaining("resolves to a private address");
        assertThat(asked).hasValue(0);
    }

    @Test
    void nextAddressIsTriedWhereOneIsDead() throws IOException {
        InetAddress[] both = {InetAddress.getByName("::1"), InetAddress.getLoopbackAddress()};
        HttpFetcher two = new HttpFetcher(
                new Reach.Listed(AllowedHosts.ofPrivate(Set.of(host))), name -> both, Optional.empty());

        assertThat(two.fetch(Fetcher.Request.get(address("/body"), LONG, 1000))).asString().isEqualTo("body");
    }

    @ParameterizedTest(name = "{0} is never asked")
    @ValueSource(strings = {"ldap://localhost:%d/cn=x", "ftp://localhost:%d/body", "file:///etc/passwd",
        "http://user@localhost:%d/body", "http://user:pw@localhost:%d/body", "jar:http://localhost:%d/body!/",
        "http://localhost:1%d/body", "http://localhost/body", "http:///body"})
    void onlyPlainHttpOfTheNamedPortIsAsked(String address) {
        URI asking = URI.create(address.formatted(port()));
        Fetcher platforms = HttpFetcher.toPlatforms(AllowedHosts.ofPrivate(Set.of(host)), Optional.empty());

        assertThatThrownBy(() -> fetcher().fetch(Fetcher.Request.get(asking, LONG, 1000)))
                .isInstanceOf(IOException.class).hasMessageContaining("is not among revocation.hosts");
        assertThatThrownBy(() -> platforms.fetch(Fetcher.Request.get(asking, LONG, 1000)))
                .isInstanceOf(IOException.class).hasMessageContaining("is not allowed");
        assertThat(asked).hasValue(0);
    }

    @Test
    void platformOnAPrivateAddressIsAskedOnlyIfItIsNamed() throws IOException {
        Fetcher named = HttpFetcher.toPlatforms(AllowedHosts.ofPrivate(Set.of(host)), Optional.empty());
        Fetcher nobody = HttpFetcher.toPlatforms(AllowedHosts.NONE, Optional.empty());

        assertThat(named.fetch(Fetcher.Request.get(address("/body"), LONG, 1000))).asString().isEqualTo("body");
        assertThatThrownBy(() -> nobody.fetch(Fetcher.Request.get(address("/body"), LONG, 1000)))
                .hasMessageContaining("is not allowed; expected https");
        for (String inner : List.of(
                "https://127.0.0.1:" + port() + "/", "https://169.254.169.254/latest/meta-data/",
                "https://[::1]:" + port() + "/", "https://[::ffff:127.0.0.1]:" + port() + "/",
                "https://2130706433:" + port() + "/", "https://0x7f.1:" + port() + "/", "https://localhost./")) {
            assertThatThrownBy(() -> nobody.fetch(Fetcher.Request.get(URI.create(inner), LONG, 1000)))
                    .isInstanceOf(IOException.class);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void trustStoreThatIsNoneIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("trust.pem"), "-----BEGIN CERTIFICATE-----\nMAA=\n");

        assertThatThrownBy(() -> HttpFetcher.toPlatforms(AllowedHosts.NONE, Optional.of(file)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("trust.pem");
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
        "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "::", "ff02::1", "fec0::1", "64:ff9b:1::1", "2001::1",
        "2001:db8::1", "192.0.0.1", "192.0.2.1", "198.51.100.1", "203.0.113.1", "240.0.0.1", "172.31.255.255",
        "100.127.255.255", "127.255.255.255", "4000::1", "100::1"})
    void privateAddressesAreKnown(String address) throws IOException {
        assertThat(PrivateAddress.is(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest(name = "{0} is public")
    @ValueSource(strings = {"1.1.1.1", "117.32.132.74", "172.32.0.1", "2606:4700::1111", "100.128.0.1", "2001:4860::1",
        "172.15.255.255", "192.167.0.1", "169.253.1.1", "240e:1::1"})
    void publicAddressesAreKnown(String address) throws IOException {
        assertThat(PrivateAddress.is(InetAddress.getByName(address))).isFalse();
    }

    private Fetcher fetcher() {
        return new HttpFetcher(new AllowedHosts(Set.of(host), Set.of(host)));
    }

    private byte[] get(String path, Duration timeout) throws IOException {
        return fetcher().fetch(Fetcher.Request.get(address(path), timeout, 1000));
    }

    private int port() {
        return server.getAddress().getPort();
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
