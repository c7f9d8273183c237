package dev.tamga.idp.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

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
        "group: west | admission: {projects: [BZT]} | admission.projects",
        "group: west | admission: {projects: {cfca: []}} | admission.projects.cfca",
        "group: west | admission: {cas: [gxca], projects: {cfca: [BZT]}} | admission.projects.cfca",
        "group: west | id-token-signing-alg: none | id-token-signing-alg",
        "group: west | pkce: plain | pkce",
        "group: west | pushed-authorization-requests: sometimes | pushed-authorization-requests",
        "group: west | subject-type: secret | subject-type",
        "group: west | sector-identifier-uri: https://p.example/sector | sector-identifier-uri",
        "group: west | access-token-lifetime: PT2H | access-token-lifetime",
        "group: west | access-token-lifetime: 5 min | access-token-lifetime",
        "group: west | resources: [p.example] | resources",
        "group: west | resources: ['https://p.example/#x'] | resources",
        "group: west | audiences: ['http://p.example'] | audiences",
        "group: west | dpop: maybe | dpop",
        "group: west | grant-types: [password] | grant-types",
        "group: west | grant-types: [refresh_token] | grant-types",
        "group: west | grant-types: [client_credentials] | service-scopes",
        "group: west | service-scopes: [profile] | service-scopes",
        "group: west | service-scopes: ['a b'] | service-scopes",
        "group: west | jwks-uri: ftp://p.example/jwks | jwks-uri",
        "client_secret_basic | private_key_jwt | client-secret",
        "group: west | jwks: {keys: []} | jwks",
        "group: west | jwks: {keys: [{kty: EC, crv: P-256, x: AA, y: AA}]} | jwks",
        "group: west | jwks: {keys: [{kty: oct, k: c2VjcmV0}]} | jwks.keys.k",
        "group: west | jwks: {keys: [{kty: EC, d: c2VjcmV0}]} | jwks.keys.d",
        "group: west | jwks: {keys: [{kty: EC, unknown: c2VjcmV0}]} | jwks",
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
    void everythingThatAClientMaySayIsRead() throws Exception {
        String jwks = new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("k1").generate().toPublicJWK()).toString();
        Platform platform = read("""
                name: {zh-CN: 平台}
                state: connected
                redirect-uris: ["https://a.example/callback", "https://b.example/callback"]
                client-authentication: private_key_jwt
                jwks: %s
                pushed-authorization-requests: required
                subject-type: pairwise
                sector-identifier-uri: https://Sector.example/uris.json
                id-token-signing-alg: PS256
                access-token-lifetime: PT2M
                resources: ["https://api.example/v1", "urn:example:api"]
                audiences: ["https://own.example"]
                dpop: required
                grant-types: [authorization_code, refresh_token, client_credentials]
                service-scopes: ["bid:read"]
                """.formatted(jwks)).platform();
        assertThat(platform.keys().jwks().orElseThrow()).contains("\"k1\"");
        assertThat(platform.pushedAuthorizationRequests()).isEqualTo(Platform.Demand.REQUIRED);
        assertThat(platform.sector()).isEqualTo("sector.example");
        assertThat(platform.idTokenSigningAlg()).isEqualTo("PS256");
        assertThat(platform.isFapi()).isTrue();
        assertThat(platform.tokens()).isEqualTo(new TokenRules(
                Optional.of(Duration.ofMinutes(2)), Set.of("https://api.example/v1", "urn:example:api"),
                Set.of("https://own.example"), Platform.Demand.REQUIRED, Set.of(TokenRules.GrantType.values()),
                Set.of("bid:read")));
    }

    @Test
    void projectsAreAdmittedByCa() throws IOException {
        String yaml = GOOD + "admission: {cas: [cfca, gxca], projects: {cfca: [SUQIAN, BZT]}}\n";
        assertThat(read(yaml).platform().admission().projects()).isEqualTo(Map.of("cfca", Set.of("SUQIAN", "BZT")));
    }

    @Test
    void aPairwisePlatformOfTwoHostsNeedsASector() {
        assertThatThrownBy(() -> read(GOOD
                        .replace("[\"https://p.example/callback\"]", "[\"https://p.example/c\", \"https://q.example/c\"]")
                        .replace("group: west", "subject-type: pairwise")))
                .hasMessageContaining("sector-identifier-uri");
    }

    @Test
    void aPlatformWithoutSecretAndWithoutKeysIsRefused() {
        assertThatThrownBy(() -> read(GOOD.replace("client-secret: ${SECRET}\n", "")))
                .hasMessageContaining("client-secret");
        assertThatThrownBy(() -> read(GOOD.replace("client-secret: ${SECRET}\n", "")
                        .replace("client_secret_basic", "private_key_jwt")))
                .hasMessageContaining("jwks");
    }

    @Test
    void aServiceNeedsNoRedirectUri() throws IOException {
        assertThat(read(GOOD.replace("redirect-uris: [\"https://p.example/callback\"]",
                        "grant-types: [client_credentials]\nservice-scopes: [\"bid:read\"]"))
                .platform().isConnected()).isTrue();
    }

    @Test
    void aRowOfTheFirstReleaseIsStillRead() {
        Platform platform = JsonMapper.builder().build().readValue("""
                {"id":"150100","name":{"zh-CN":"平台"},"group":"WEST","state":"CONNECTED","supportPhone":null,"systems":[],
                 "admission":{"cas":[],"kinds":[],"regions":[]},"addresses":{"redirectUris":["https://p.example/callback"],
                 "postLogoutRedirectUris":[],"initiateLoginUri":null,"backchannelLogoutUri":null},"scopes":["openid"],
                 "clientAuthentication":"CLIENT_SECRET_BASIC","idTokenSigningAlg":"ES256","pkce":"REQUIRED",
                 "connected":true}""", Platform.class);
        assertThat(platform.tokens()).isEqualTo(TokenRules.DEFAULT);
        assertThat(platform.subjectType()).isEqualTo(Platform.SubjectType.PUBLIC);
        assertThat(platform.keys()).isEqualTo(Platform.Keys.NONE);
        assertThat(platform.admission()).isEqualTo(Platform.Admission.ALL);
        assertThat(platform.pushedAuthorizationRequests()).isEqualTo(Platform.Demand.OPTIONAL);
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
