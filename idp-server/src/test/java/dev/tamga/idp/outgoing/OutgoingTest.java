package dev.tamga.idp.outgoing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.ca.fetch.Fetcher;
import dev.tamga.idp.LogoutReceiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Row 40: an address that a platform registered reaches nothing inside. */
final class OutgoingTest {
    private final Outgoing strict = Outgoing.open(Set.of(), Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {
        // The cloud's metadata service, in four spellings.
        "https://169.254.169.254/latest/meta-data/", "https://[fe80::1]/", "https://[::ffff:169.254.169.254]/",
        "https://2852039166/",
        "https://127.0.0.1/", "https://localhost/", "https://localhost.:443/", "https://[::1]/", "https://0.0.0.0/",
        "https://10.0.0.1/", "https://172.16.0.1/", "https://192.168.0.1/", "https://100.64.0.1/", "https://[fc00::1]/",
        "https://224.0.0.1/", "https://255.255.255.255/",
    })
    void privateAddressesAreNotAsked(String address) {
        assertThatThrownBy(() -> strict.post(URI.create(address), Map.of("logout_token", "t")))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(".*(private address|is not allowed|failed: UnknownHostException).*");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://platform.example/logout", "ftp://platform.example/", "file:///etc/passwd",
        "https://user@platform.example/",
        "https:///nohost", "mailto:a@b.example"
    })
    void onlyHttpsToAHostIsAllowed(String address) {
        assertThatThrownBy(() -> strict.post(URI.create(address), Map.of()))
                .isInstanceOf(IOException.class).hasMessageContaining("is not allowed");
    }

    @Test
    void aNamedHostMayBePrivateAndPlainAndNoOtherPortOfIt() throws Exception {
        try (LogoutReceiver platform = LogoutReceiver.start(); LogoutReceiver neighbour = LogoutReceiver.start()) {
            Outgoing outgoing = Outgoing.open(Set.of(platform.host()), Optional.empty());
            assertThat(outgoing.post(URI.create(platform.address("a")), Map.of("logout_token", "t+&="))).isEqualTo(200);
            assertThat(platform.next("a").token()).isEqualTo("t+&=");
            assertThatThrownBy(() -> outgoing.post(URI.create(neighbour.address("a")), Map.of()))
                    .isInstanceOf(IOException.class);
            assertThat(neighbour.waiting("a")).isZero();
        }
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() throws Exception {
        try (LogoutReceiver platform = LogoutReceiver.start()) {
            Outgoing outgoing = Outgoing.open(Set.of(platform.host()), Optional.empty());
            platform.answer("a", 307);
            assertThat(outgoing.post(URI.create(platform.address("a")), Map.of("logout_token", "t"))).isEqualTo(307);
            assertThat(platform.waiting("redirected")).isZero();
            assertThatThrownBy(() -> outgoing.get(URI.create(platform.address("a"))))
                    .hasMessageContaining("answered 307");
        }
    }

    @Test
    void everyExchangeHasATimeAndASizeLimit() throws Exception {
        Fetcher fetcher = request -> {
            assertThat(request.timeout()).isEqualTo(Outgoing.TIMEOUT);
            assertThat(request.maxBytes()).isLessThanOrEqualTo(64 * 1024);
            return new Fetcher.Answer(200, new byte[0]);
        };
        assertThat(new Outgoing(fetcher).get(URI.create("https://platform.example/jwks"))).isEmpty();
    }

    @Test
    void aWrongSettingNamesItself(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> Outgoing.open(Set.of("https://localhost"), Optional.empty()))
                .hasMessageContaining("tamga.outgoing.allowed-private-hosts").hasMessageContaining("host:port");
        Path file = Files.writeString(folder.resolve("authorities.pem"), "no certificate");
        assertThatThrownBy(() -> Outgoing.open(Set.of(), Optional.of(file))).hasMessageContaining("authorities.pem");
    }
}
