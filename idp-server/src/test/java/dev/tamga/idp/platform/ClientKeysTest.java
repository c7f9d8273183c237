package dev.tamga.idp.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.idp.MovableClock;
import dev.tamga.idp.TestClients;
import dev.tamga.idp.platform.ClientKeySet.UnusableKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ClientKeysTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T08:00:00Z"));
    private String published = set(TestClients.P256);
    private boolean down;
    private Hang hang = () -> { };
    private int asked;
    private final ClientKeys keys = new ClientKeys(this::get, clock);

    /** What the address does before it answers. */
    private interface Hang {
        void await() throws InterruptedException;

        default void run() {
            try {
                await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String set(JWK... keys) {
        return new JWKSet(List.of(keys)).toString();
    }

    private byte[] get(URI address) throws IOException {
        asked++;
        assertThat(address).hasToString("https://p.example/jwks");
        hang.run();
        if (down) {
            throw new IOException("down");
        }
        return published.getBytes(StandardCharsets.UTF_8);
    }

    private static Platform platform(Platform.Keys of) {
        return new Platform("p", Map.of("zh-CN", "p"), Platform.Group.WEST, Platform.State.CONNECTED, Optional.empty(),
                null, List.of(), Platform.Admission.ALL,
                new Platform.Addresses(List.of("https://p.example/cb"), List.of(), Optional.empty(), Optional.empty()),
                Set.of("openid"), Optional.of(Platform.ClientAuthentication.PRIVATE_KEY_JWT), "ES256",
                Platform.Pkce.REQUIRED, of, null, null, null, null);
    }

    private List<JWK> ask(String kid) {
        Platform remote = platform(new Platform.Keys(Optional.empty(), Optional.of("https://p.example/jwks")));
        return keys.list(remote, Optional.ofNullable(kid));
    }

    @Test
    void registeredKeysAreNeverFetched() {
        String open = new JWKSet(List.of(TestClients.RSA.toPublicJWK(), TestClients.P384.toPublicJWK())).toString();
        Platform good = platform(new Platform.Keys(Optional.of(open), Optional.empty()));
        assertThat(keys.list(good, Optional.empty())).hasSize(2);
        assertThat(keys.list(good, Optional.of("rsa"))).hasSize(1);
        assertThat(keys.list(good, Optional.of("other"))).isEmpty();
        assertThat(asked).isZero();
    }

    private void publish(JWK... all) {
        published = new JWKSet(List.of(all)).toPublicJWKSet().toString();
    }

    /** Whoever sends an assertion with an unknown kid has the address asked; nobody else may have to wait for that. */
    @Test
    void aKeyThatIsKnownDoesNotWaitForAFetchThatAnUnknownOneBegan() throws Exception {
        publish(TestClients.P256);
        ask("p256");
        clock.move(Duration.ofMinutes(2));
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        hang = () -> {
            begun.countDown();
            hanging.await();
        };
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<List<JWK>> unknown = threads.submit(() -> ask("nobody's"));
            begun.await();
            assertThat(ask("p256")).hasSize(1);
            assertThat(unknown.isDone()).isFalse();
            hanging.countDown();
            assertThat(unknown.get()).isEmpty();
        }
    }

    @Test
    void fetchedKeysAreKeptForFiveMinutes() {
        publish(TestClients.P256);
        assertThat(ask("p256")).hasSize(1);
        clock.move(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(ask("p256")).hasSize(1);
        assertThat(asked).isEqualTo(1);
        publish(TestClients.P384);
        clock.move(Duration.ofSeconds(1));
        assertThat(ask("p256")).as("withdrawn").isEmpty();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void anUnknownKeyIsLookedForAtMostOnceAMinute() {
        publish(TestClients.P256);
        ask("p256");
        for (int i = 0; i < 50; i++) {
            assertThat(ask("unknown-" + i)).isEmpty();
        }
        assertThat(asked).isEqualTo(1);
        publish(TestClients.P256, TestClients.P384);
        clock.move(Duration.ofMinutes(1));
        assertThat(ask("p384")).hasSize(1);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void anOutageIsBridgedForADay() {
        publish(TestClients.P256);
        ask("p256");
        down = true;
        clock.move(Duration.ofHours(23));
        assertThat(ask("p256")).hasSize(1);
        int before = asked;
        assertThat(ask("p256")).hasSize(1);
        assertThat(asked).as("not asked again at once").isEqualTo(before);
        clock.move(Duration.ofHours(1));
        assertThat(ask("p256")).isEmpty();
        down = false;
        clock.move(Duration.ofMinutes(1));
        assertThat(ask("p256")).hasSize(1);
    }

    @Test
    void anAddressThatNeverAnsweredIsAskedOnceAMinute() {
        down = true;
        for (int i = 0; i < 20; i++) {
            assertThat(ask("p256")).isEmpty();
        }
        assertThat(asked).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{}", "[]", "null", "{\"keys\":7}", "{\"keys\":[]}", "{\"keys\":[7]}", "{\"keys\":[{}]}",
        "{\"keys\":[{\"kty\":\"EC\"}]}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}",
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
        "{\"keys\":[{\"kty\":\"unknown\"}]}", "<html>", "{\"keys\":"
    })
    void whatIsNoSetOfPublicKeysIsNotUsed(String text) {
        assertThatThrownBy(() -> ClientKeySet.parse(text)).isInstanceOf(UnusableKeys.class);
        published = text;
        assertThat(ask(null)).isEmpty();
    }

    @Test
    void aPrivateKeySpoilsTheSet() {
        String text = new JWKSet(List.of(TestClients.P256, TestClients.RSA.toPublicJWK())).toString(false);
        assertThatThrownBy(() -> ClientKeySet.parse(text)).hasMessageContaining("private");
    }

    @Test
    void aSetHasItsLimits() {
        assertThatThrownBy(() -> ClientKeySet.parse(" ".repeat(70_000))).isInstanceOf(UnusableKeys.class);
        JWK[] many = new JWK[21];
        java.util.Arrays.setAll(many, i -> new com.nimbusds.jose.jwk.ECKey.Builder(
                TestClients.P256.toPublicJWK()).keyID("k" + i).build());
        assertThatThrownBy(() -> ClientKeySet.parse(set(many))).hasMessageContaining("at most 20");
        assertThatThrownBy(() -> ClientKeySet.parse("{\"keys\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}"))
                .isInstanceOf(UnusableKeys.class);
    }

    @Test
    void aKeyForEncryptionVerifiesNothing() throws Exception {
        String text = new JWKSet(List.of(
                new com.nimbusds.jose.jwk.ECKey.Builder(TestClients.P256.toPublicJWK())
                        .keyUse(com.nimbusds.jose.jwk.KeyUse.ENCRYPTION).build(),
                TestClients.RSA.toPublicJWK())).toString();
        assertThat(ClientKeySet.parse(text).list(null)).extracting(JWK::getKeyID).containsExactly("rsa");
    }
}
