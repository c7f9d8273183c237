package dev.tamga.idp.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.yaml.YamlFault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class PlatformFileTest {
    private static final Map<String, String> VARIABLES = Map.of("SECRET", "s".repeat(43), "SHORT", "s");
    private static final String GOOD = """
            name: {zh-CN: 平台}
            group: west
            state: connected
            redirect-uris: ["https://p.example/callback"]
            scopes: [profile]
            client-authentication: client_secret_basic
            client-secret: ${SECRET}
            """;

    @TempDir
    private Path folder;

    private PlatformFile read(String yaml) throws IOException {
        return PlatformFile.read(Files.writeString(folder.resolve("150100.yml"), yaml), VARIABLES::get);
    }

    @Test
    void aConnectedPlatformIsRead() throws IOException {
        PlatformFile file = read(GOOD);
        assertThat(file.platform().id()).isEqualTo("150100");
        assertThat(file.platform().isConnected()).isTrue();
        assertThat(file.platform().scopes()).containsExactlyInAnyOrder("openid", "profile");
        assertThat(file.platform().pkce()).isEqualTo(Platform.Pkce.REQUIRED);
        assertThat(file.platform().idTokenSigningAlg()).isEqualTo("ES256");
        assertThat(file.clientSecret()).contains("s".repeat(43));
    }

    @Test
    void aPlannedPlatformNeedsOnlyItsName() throws IOException {
        assertThat(read("name: {zh-CN: 平台}\ngroup: east\nsupport-phone: \"0471\"\n").platform().state())
                .isEqualTo(Platform.State.PLANNED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "group: west | group: north | group",
        "state: connected | state: maybe | state",
        "state: connected | stat: connected | stat",
        "https://p.example/callback | http://p.example/callback | redirect-uris",
        "https://p.example/callback | https://p.example/callback#x | redirect-uris",
        "https://p.example/callback | https://user@p.example/callback | redirect-uris",
        "https://p.example/callback | javascript:alert(1) | redirect-uris",
        "scopes: [profile] | scopes: [profile, everything] | scopes",
        "client_secret_basic | none | client-authentication",
        "${SECRET} | plain-text-secret-plain-text-secret-plain | client-secret",
        "${SECRET} | ${ABSENT} | client-secret",
        "${SECRET} | ${SHORT} | client-secret",
        "name: {zh-CN: 平台} | name: {en: Platform} | zh-CN",
        "group: west | id-token-signing-alg: none | id-token-signing-alg",
        "group: west | pkce: plain | pkce",
    })
    void aWrongFileIsToldWithFileAndRule(String right, String wrong, String key) {
        assertThatThrownBy(() -> read(GOOD.replace(right, wrong)))
                .isInstanceOf(YamlFault.class)
                .hasMessageMatching("(?s).*150100\\.yml(:\\d+)?: .*")
                .hasMessageNotContaining("expected expected")
                .hasMessageContaining(key)
                .message().doesNotContain("s".repeat(43), "plain-text-secret");
    }

    @Test
    void everyShippedFileIsGood() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("tamga.root"), "conf", "platform"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".yml")).toList())
                    .hasSizeGreaterThanOrEqualTo(18)
                    .allSatisfy(file -> assertThat(PlatformFile.read(file, VARIABLES::get).platform().isConnected())
                            .as("no address of these platforms is known").isFalse());
        }
    }
}
