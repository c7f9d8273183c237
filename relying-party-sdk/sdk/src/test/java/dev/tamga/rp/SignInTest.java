package dev.tamga.rp;

import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;

import dev.tamga.rp.LoginFailed.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The whole way with an honest provider. */
class SignInTest extends ProviderTest {

    @Test
    void theAuthorizationAddressCarriesFreshStateNonceAndChallenge() throws Exception {
        Map<String, String> first = FakeProvider.parameters(party.startLogin().url().getRawQuery());
        Map<String, String> second = FakeProvider.parameters(party.startLogin().url().getRawQuery());
        assertThat(first).containsEntry("response_type", "code").containsEntry("client_id", "150100")
                .containsEntry("redirect_uri", "http://localhost:9101/callback")
                .containsEntry("scope", "openid profile organization").containsEntry("code_challenge_method", "S256");
        for (String name : List.of("state", "nonce", "code_challenge")) {
            assertThat(first.get(name)).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(second.get(name));
        }
    }

    @Test
    void anHonestProviderSignsIn() throws Exception {
        SignedIn signedIn = signIn();
        assertThat(signedIn.subject()).isEqualTo("abcdefghijklmnopqrstuvwxyz");
        assertThat(signedIn.sid()).contains("session-1");
        assertThat(signedIn.accessToken()).startsWith("access-");
        assertThat(signedIn.refreshToken()).isPresent();
        assertThat(signedIn.accessTokenExpiresAt()).contains(clock.instant().plusSeconds(300));
        assertThat(signedIn.claims().time("auth_time")).contains(clock.instant());
    }

    @Test
    void theSavedLoginSurvivesItsTextAndKeepsTheReturnPath() throws Exception {
        StartedLogin started = party.startLogin(LoginRequest.plain().returnTo("/tenders?id=7").inLanguage("zh-CN"));
        SavedLogin kept = SavedLogin.fromText(started.saved().toText());
        assertThat(party.finishLogin(kept, provider.authorize(started.url())).returnPath()).isEqualTo("/tenders?id=7");
        assertThat(started.url().getRawQuery()).contains("ui_locales=zh-CN");
    }

    @Test
    void severalTabsSignInSideBySide() throws Exception {
        StartedLogin first = party.startLogin();
        StartedLogin second = party.startLogin();
        assertThat(party.finishLogin(second.saved(), provider.authorize(second.url())).subject()).isNotEmpty();
        assertThat(party.finishLogin(first.saved(), provider.authorize(first.url())).subject()).isNotEmpty();
    }

    @Test
    void theSecretTravelsFormEncodedInTheBasicHeader() throws Exception {
        party = builder().clientSecret("a:b%c+d e/0123456789012345678901234567890").build();
        signIn();
        String header = provider.tokenRequests.getFirst().get("Authorization");
        assertThat(new String(Base64.getDecoder().decode(header.substring(6))))
                .isEqualTo("150100:a%3Ab%25c%2Bd+e%2F0123456789012345678901234567890");
    }

    @Test
    void aPrivateKeyTakesTheSecretsPlace() throws Exception {
        for (String kind : List.of("EC", "RSA")) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(kind.equals("EC") ? 256 : 2048);
            party = builder().clientKey(generator.generateKeyPair().getPrivate(), "mine").build();
            signIn();
            Map<String, String> request = provider.tokenRequests.getLast();
            SignedJWT assertion = SignedJWT.parse(request.get("client_assertion"));
            assertThat(request).containsEntry("Authorization", "null").containsEntry("client_id", "150100");
            assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo(kind.equals("EC") ? "ES256" : "PS256");
            assertThat(assertion.getHeader().getKeyID()).isEqualTo("mine");
            assertThat(assertion.getPayload().toJSONObject()).containsEntry("aud", provider.issuer())
                    .containsEntry("iss", "150100").containsEntry("sub", "150100").containsKey("jti");
        }
    }

    @Test
    void aJwkTakesTheSecretsPlace() throws Exception {
        party = builder().clientKey(FakeProvider.newKey("jwk-1")).build();
        signIn();
        SignedJWT assertion = SignedJWT.parse(provider.tokenRequests.getFirst().get("client_assertion"));
        assertThat(assertion.getHeader().getKeyID()).isEqualTo("jwk-1");
    }

    @Test
    void weakClientKeysAreRefusedAtOnce() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        PrivateKey weak = generator.generateKeyPair().getPrivate();
        assertThatThrownBy(() -> builder().clientKey(weak, "mine").build()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected P-256 or RSA of at least 2048 bits");
    }

    @Test
    void userinfoBelongsToTheSameSubject() throws Exception {
        SignedIn signedIn = signIn();
        assertThat(party.userinfo(signedIn).text("name")).contains("呼和浩特市青城建设工程有限公司（演示）");
        provider.userinfo = Map.of("sub", "somebodyelse");
        assertThat(reasonOf(() -> party.userinfo(signedIn))).isEqualTo(Reason.SUBJECT_MISMATCH);
    }

    @Test
    void aRefreshGivesNewTokensOfTheSameSubject() throws Exception {
        SignedIn signedIn = signIn();
        SignedIn refreshed = party.refresh(signedIn);
        assertThat(refreshed.accessToken()).isNotEqualTo(signedIn.accessToken());
        provider.claims = builder -> builder.subject("somebodyelse");
        assertThat(reasonOf(() -> party.refresh(refreshed))).isEqualTo(Reason.SUBJECT_MISMATCH);
    }

    @Test
    void parallelRefreshesOfOneSessionPresentTheTokenOnce() throws Exception {
        SignedIn signedIn = signIn();
        Set<String> answers = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> refresh = () -> answers.add(party.refresh(signedIn).accessToken());
            threads.invokeAll(java.util.Collections.nCopies(20, refresh));
        }
        assertThat(answers).hasSize(1);
        assertThat(provider.tokenRequests).hasSize(2);
    }

    @Test
    void signingOutNamesTokenClientAndReturnAddress() throws Exception {
        SignedIn signedIn = signIn();
        StartedLogout logout = party.startLogout(signedIn);
        assertThat(logout.url().toString()).startsWith(provider.issuer() + "/connect/logout?");
        assertThat(FakeProvider.parameters(logout.url().getRawQuery()))
                .containsEntry("id_token_hint", signedIn.idToken())
                .containsEntry("client_id", "150100").containsEntry("state", logout.state())
                .containsEntry("post_logout_redirect_uri", "http://localhost:9101/signed-out");
    }

    @Test
    void aFreshSignInIsAskedForAndChecked() throws Exception {
        StartedLogin started = party.startLogin(LoginRequest.plain().withFreshSignIn());
        assertThat(started.url().getRawQuery()).contains("prompt=login").contains("max_age=0");
        provider.claims = builder -> builder.claim("auth_time", clock.instant().minusSeconds(900).getEpochSecond());
        assertThat(reasonOf(() -> party.finishLogin(started.saved(), provider.authorize(started.url()))))
                .isEqualTo(Reason.SIGN_IN_TOO_OLD);
    }

    @Test
    void clocksMayDifferByAMinute() throws Exception {
        provider.claims = builder -> builder.expirationTime(java.util.Date.from(clock.instant().minusSeconds(59)))
                .issueTime(java.util.Date.from(clock.instant().plusSeconds(60)));
        assertThat(signIn().subject()).isNotEmpty();
    }

    @Test
    void settingsAreCheckedWhenBuilding() {
        assertThatThrownBy(() -> RelyingParty.forIssuer("http://ca.example.cn").build())
                .hasMessageContaining("issuer is \"http://ca.example.cn\"; expected an https address");
        assertThatThrownBy(() -> builder().redirectUri("ftp://localhost/").build()).hasMessageContaining("redirectUri");
        assertThatThrownBy(() -> builder().clientSecret("short")).hasMessageContaining("clientSecret");
        assertThatThrownBy(() -> builder().timeout(Duration.ZERO)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> RelyingParty.forIssuer(provider.issuer()).build()).hasMessageContaining("clientId");
    }

    @Test
    void nothingPrintsTokensOrSecrets() throws Exception {
        StartedLogin started = party.startLogin();
        SignedIn signedIn = party.finishLogin(started.saved(), provider.authorize(started.url()));
        String printed = party + " " + started + " " + started.saved() + " " + signedIn + " " + signedIn.claims();
        assertThat(printed).doesNotContain(signedIn.accessToken()).doesNotContain(signedIn.idToken())
                .doesNotContain(started.saved().verifier()).doesNotContain(SECRET);
        assertThat(URI.create(provider.issuer())).isNotNull();
    }
}
