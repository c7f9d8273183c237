package dev.tamga.rp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpHandler;
import org.junit.jupiter.api.Test;

import dev.tamga.rp.LoginFailed.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/** Security checklist rows 42, 43 and 46: what the provider's machine, or one that stands in its place, may answer. */
class HostileAnswerTest extends ProviderTest {

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    @Test
    void anotherIssuerInDiscoveryIsRefused() {
        provider.metadata = all -> all.put("issuer", provider.issuer() + "/");
        assertThat(reasonOf(() -> party.startLogin())).isEqualTo(Reason.PROVIDER_MISCONFIGURED);
    }

    @Test
    void plainHttpEndpointsElsewhereAreRefused() {
        for (String endpoint : List.of("http://ca.example.cn/authorize", "javascript:alert(1)", "//x", "")) {
            party = builder().build();
            provider.metadata = all -> all.put("authorization_endpoint", endpoint);
            assertThat(reasonOf(() -> party.startLogin())).as(endpoint).isEqualTo(Reason.PROVIDER_MISCONFIGURED);
        }
    }

    @Test
    void answersAboveOneMebibyteAreRefused() {
        for (String path : List.of(DISCOVERY, "/jwks", "/token")) {
            party = builder().build();
            provider.overrides.put(path, e -> FakeProvider.write(e, 200, "{\"x\":\"" + "x".repeat(1 << 20) + "\"}"));
            assertThat(reasonOf(this::signIn)).as(path).isEqualTo(Reason.ANSWER_REFUSED);
            provider.overrides.clear();
        }
    }

    @Test
    void deepJsonIsRefused() {
        String deep = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        for (String path : List.of(DISCOVERY, "/jwks", "/token")) {
            party = builder().build();
            provider.overrides.put(path, e -> FakeProvider.write(e, 200, deep));
            assertThat(reasonOf(this::signIn)).as(path).isEqualTo(Reason.ANSWER_REFUSED);
            provider.overrides.clear();
        }
    }

    @Test
    void bracketsInStringsAreNotDepth() throws Exception {
        provider.metadata = all -> all.put("note", "\\\"" + "[{".repeat(100));
        assertThat(signIn().subject()).isNotEmpty();
    }

    @Test
    void whatIsNotJsonIsRefused() {
        for (String text : List.of("", "<html>", "[]", "null", "\"x\"", "{\"issuer\":")) {
            party = builder().build();
            provider.overrides.put(DISCOVERY, e -> FakeProvider.write(e, 200, text));
            assertThat(reasonOf(this::signIn)).as(text).isEqualTo(Reason.ANSWER_REFUSED);
        }
    }

    @Test
    void redirectsAreNotFollowed() {
        HttpHandler redirect = e -> {
            e.getResponseHeaders().set("Location", provider.issuer() + "/elsewhere");
            FakeProvider.write(e, 302, "");
        };
        for (String path : List.of(DISCOVERY, "/jwks", "/token")) {
            party = builder().build();
            provider.overrides.put(path, redirect);
            assertThat(reasonOf(this::signIn)).as(path).isEqualTo(Reason.ANSWER_REFUSED);
            provider.overrides.clear();
        }
        assertThat(provider.calls("/elsewhere")).isZero();
    }

    @Test
    void aSilentProviderIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        provider.overrides.put(DISCOVERY, e -> await(never));
        party = builder().timeout(Duration.ofMillis(200)).build();
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.PROVIDER_UNREACHABLE);
        never.countDown();
    }

    @Test
    void aDrippingProviderIsGivenUp() {
        provider.overrides.put(DISCOVERY, e -> {
            e.sendResponseHeaders(200, 0);
            // Ends when the client hangs up: each byte comes well within the read timeout.
            while (true) {
                e.getResponseBody().write(' ');
                e.getResponseBody().flush();
                Thread.onSpinWait();
            }
        });
        party = builder().timeout(Duration.ofMillis(200)).build();
        assertThat(reasonOf(this::signIn)).isIn(Reason.PROVIDER_UNREACHABLE, Reason.ANSWER_REFUSED);
    }

    @Test
    void aProviderThatDripsItsHeadersIsGivenUp() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(server));
            dripping.setDaemon(true);
            dripping.start();
            String issuer = "http://localhost:" + server.getLocalPort();
            party = RelyingParty.forIssuer(issuer).clientId("c").clientSecret("s".repeat(43))
                    .redirectUri("http://localhost:1/callback").timeout(Duration.ofMillis(300)).build();
            assertThat(reasonOf(this::signIn)).isEqualTo(Reason.PROVIDER_UNREACHABLE);
        }
    }

    // Each byte comes well within the read timeout; the client has to hang up.
    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                socket.getOutputStream().write('a');
                socket.getOutputStream().flush();
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        } catch (IOException e) {
            // The client hung up, as it should.
        }
    }

    @Test
    void aDownProviderIsUnreachable() {
        provider.close();
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.PROVIDER_UNREACHABLE);
    }

    @Test
    void theTokenEndpointsRefusalsAreToldApart() {
        assertThat(tokenAnswer(401, "{\"error\":\"invalid_client\"}")).isEqualTo(Reason.CLIENT_REFUSED);
        assertThat(tokenAnswer(400, "{\"error\":\"invalid_client\"}")).isEqualTo(Reason.CLIENT_REFUSED);
        assertThat(tokenAnswer(400, "{\"error\":\"invalid_grant\"}")).isEqualTo(Reason.PROVIDER_REFUSED);
        assertThat(tokenAnswer(400, "")).isEqualTo(Reason.PROVIDER_REFUSED);
        assertThat(tokenAnswer(503, "<html>")).isEqualTo(Reason.PROVIDER_UNREACHABLE);
        assertThat(tokenAnswer(200, "{}")).isEqualTo(Reason.ANSWER_REFUSED);
        assertThat(tokenAnswer(200, "{\"access_token\":\"a\",\"token_type\":\"DPoP\"}"))
                .isEqualTo(Reason.ANSWER_REFUSED);
        assertThat(tokenAnswer(200, "{\"access_token\":\"a\",\"token_type\":\"bearer\"}"))
                .isEqualTo(Reason.TOKEN_MALFORMED);
    }

    private Reason tokenAnswer(int status, String text) {
        provider.overrides.put("/token", e -> FakeProvider.write(e, status, text));
        return reasonOf(this::signIn);
    }

    @Test
    void aFailingTokenRequestIsNotRepeated() {
        provider.overrides.put("/token", e -> e.close());
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.PROVIDER_UNREACHABLE);
        assertThat(provider.calls("/token")).isEqualTo(1);
    }

    @Test
    void discoveryAndKeysAreFetchedOnce() throws Exception {
        signIn();
        signIn();
        assertThat(provider.calls(DISCOVERY)).isEqualTo(1);
        assertThat(provider.calls("/jwks")).isEqualTo(1);
    }

    @Test
    void aRotatedKeyIsFetchedAtOnce() throws Exception {
        signIn();
        provider.key = FakeProvider.newKey("k2");
        provider.published = List.of(provider.key.toPublicJWK());
        assertThat(signIn().subject()).isNotEmpty();
        assertThat(provider.calls("/jwks")).isEqualTo(2);
    }

    @Test
    void aFloodOfUnknownKeysFetchesOncePerInterval() throws Exception {
        signIn();
        for (int i = 0; i < 20; i++) {
            provider.key = FakeProvider.newKey("unknown-" + i);
            assertThat(reasonOf(this::signIn)).isEqualTo(Reason.KEY_UNKNOWN);
        }
        assertThat(provider.calls("/jwks")).isEqualTo(2);
        clock.forward(Kept.INTERVAL);
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.KEY_UNKNOWN);
        assertThat(provider.calls("/jwks")).isEqualTo(3);
    }

    @Test
    void cachedKeysSurviveAnOutageForADay() throws Exception {
        signIn();
        HttpHandler down = e -> FakeProvider.write(e, 503, "");
        provider.overrides.put("/jwks", down);
        provider.overrides.put(DISCOVERY, down);
        clock.forward(Duration.ofHours(23));
        assertThat(signIn().subject()).isNotEmpty();
        clock.forward(Duration.ofHours(2));
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.PROVIDER_UNREACHABLE);
        provider.overrides.clear();
        assertThat(signIn().subject()).isNotEmpty();
    }

    @Test
    void rsaKeysFromTwoThousandAndFortyEightBitsAreAccepted() throws Exception {
        RSAKey strong = new RSAKeyGenerator(2048).keyID("r1").generate();
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
            signWith(strong, algorithm);
            assertThat(signIn().subject()).isNotEmpty();
        }
        signWith(new RSAKeyGenerator(1024, true).keyID("weak").generate(), JWSAlgorithm.RS256);
        clock.forward(Duration.ofHours(2));
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.KEY_UNKNOWN);
        signWith(strong, JWSAlgorithm.RS512);
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.ALGORITHM_NOT_ALLOWED);
    }

    private void signWith(RSAKey key, JWSAlgorithm algorithm) {
        provider.published = List.of(key.toPublicJWK());
        provider.signature = claims -> {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
            token.sign(new RSASSASigner(key.toRSAPrivateKey(), true));
            return token.serialize();
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
