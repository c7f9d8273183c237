package dev.tamga.idp.performance;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.CompleteSignIn;
import dev.tamga.idp.Journey;
import dev.tamga.idp.KeyClient;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestClients;
import dev.tamga.idp.performance.CountedRequests.Cost;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each hot path costs, as "request: statements in commits", and its signatures. Whoever changes a number changes
 * it here and in docs/performance.md, which also says what was aimed at.
 */
@Tag("database")
final class StatementCountTest {
    /** SM2; its CA answers by CRL, which is remembered. */
    private static final String KEY = "nmgca-enterprise";
    /** SM2; its CA answers by OCSP, through a delegated responder. */
    private static final String OCSP_KEY = "szca-enterprise";

    private static final int SIGN_IN_STATEMENTS_AIMED_AT = 14;
    private static final int SIGN_IN_COMMITS_AIMED_AT = 3;
    private static final int TOKEN_STATEMENTS_AIMED_AT = 4;
    private static final int USERINFO_STATEMENTS_AIMED_AT = 2;

    private RunningTamga tamga;
    private Bidder bidder;
    private PlatformClient platform;

    @BeforeEach
    void bindAndConsent() throws Exception {
        tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
        platform = new PlatformClient(tamga, "150100");
        bidder.bind(KEY);
        signIn(KEY);
    }

    /** @return the code */
    private String signIn(String key) throws Exception {
        CompleteSignIn signIn = new CompleteSignIn(bidder, challenge -> bidder.proof(key, challenge));
        return PlatformClient.query(signIn.walk(platform.request())).get("code");
    }

    @Test
    void aSignInWithARememberedConsentCostsThirteenStatementsInThreeCommits() throws Exception {
        List<Cost> costs = tamga.counted().of(() -> signIn(KEY));
        assertThat(costs).extracting(Cost::toString).containsExactly(
                "GET /oauth2/authorize: 1 in 1",
                "GET /sign-in: 1 in 0",
                "POST /challenge: 0 in 0",
                "POST /sign-in: 4 in 1",
                "GET /sign-in/certificate: 2 in 0",
                "GET /oauth2/authorize: 5 in 1");
        assertThat(statements(costs)).isLessThanOrEqualTo(SIGN_IN_STATEMENTS_AIMED_AT);
        assertThat(commits(costs)).isLessThanOrEqualTo(SIGN_IN_COMMITS_AIMED_AT);
    }

    @Test
    void aFirstConsentAddsItsTwoPages() throws Exception {
        tamga.jdbi().useHandle(handle -> handle.execute("delete from consent"));
        assertThat(tamga.counted().of(() -> signIn(KEY))).extracting(Cost::toString).containsExactly(
                "GET /oauth2/authorize: 1 in 1",
                "GET /sign-in: 1 in 0",
                "POST /challenge: 0 in 0",
                "POST /sign-in: 4 in 1",
                "GET /sign-in/certificate: 2 in 0",
                "GET /oauth2/authorize: 3 in 1",
                "GET /consent: 3 in 0",
                "POST /consent: 6 in 1",
                "GET /oauth2/authorize: 5 in 1");
    }

    @Test
    void whoIsSignedInAndHasConsentedIsSentOnByThreeStatementsInOneCommit() throws Exception {
        assertThat(tamga.counted().of(() -> bidder.browser().get(PlatformClient.authorize(platform.request()))))
                .extracting(Cost::toString).containsExactly("GET /oauth2/authorize: 3 in 1");
    }

    @Test
    void aCodeAndARefreshCostThreeStatementsInOneCommit() throws Exception {
        String code = signIn(KEY);
        List<Cost> exchange = tamga.counted().of(() -> platform.redeem(code));
        assertThat(exchange).extracting(Cost::toString).containsExactly("POST /oauth2/token: 3 in 1");
        assertThat(statements(exchange)).isLessThanOrEqualTo(TOKEN_STATEMENTS_AIMED_AT);

        String token = platform.redeem(signIn(KEY)).text("refresh_token");
        List<Cost> refresh = tamga.counted().of(() -> platform.refresh(token));
        assertThat(refresh).extracting(Cost::toString).containsExactly("POST /oauth2/token: 3 in 1");
        assertThat(statements(refresh)).isLessThanOrEqualTo(TOKEN_STATEMENTS_AIMED_AT);
    }

    @Test
    void userInfoCostsTwoStatementsAndNoCommit() throws Exception {
        String token = platform.redeem(signIn(KEY)).text("access_token");
        List<Cost> costs = tamga.counted().of(() -> platform.userInfo(token));
        assertThat(costs).extracting(Cost::toString).containsExactly("GET /userinfo: 2 in 0");
        assertThat(statements(costs)).isLessThanOrEqualTo(USERINFO_STATEMENTS_AIMED_AT);
    }

    @Test
    void clientCredentialsAndIntrospectionCostOneStatementAndAKeyOneMore() throws Exception {
        KeyClient api = new KeyClient(tamga, TestClients.API);
        List<Cost> service = tamga.counted().of(() -> api.token(api.authenticated(), KeyClient.service()));
        assertThat(service).extracting(Cost::toString).containsExactly("POST /oauth2/token: 1 in 1");
        KeyClient keys = new KeyClient(tamga, TestClients.KEYS);
        List<Cost> byKey = tamga.counted().of(() -> keys.token(keys.authenticated(), KeyClient.service()));
        assertThat(byKey).extracting(Cost::toString).containsExactly("POST /oauth2/token: 2 in 2");

        PlatformClient.Answer tokens = platform.redeem(signIn(KEY));
        for (String token : List.of(tokens.text("access_token"), tokens.text("refresh_token"))) {
            List<Cost> introspection = tamga.counted().of(() -> platform.post("/oauth2/introspect", Map.of("token", token)));
            assertThat(introspection).extracting(Cost::toString).containsExactly("POST /oauth2/introspect: 1 in 0");
        }
        String own = api.token(api.authenticated(), KeyClient.service()).text("access_token");
        assertThat(tamga.counted().of(() -> api.post("/oauth2/introspect", api.authenticated().field("token", own))))
                .extracting(Cost::toString).containsExactly("POST /oauth2/introspect: 1 in 0");
    }

    @Test
    void aRevocationCostsThreeStatementsInOneCommit() throws Exception {
        String refresh = platform.redeem(signIn(KEY)).text("refresh_token");
        assertThat(tamga.counted().of(() -> revoke(refresh)))
                .extracting(Cost::toString).containsExactly("POST /oauth2/revoke: 3 in 1");
        String access = platform.redeem(signIn(KEY)).text("access_token");
        assertThat(tamga.counted().of(() -> revoke(access)))
                .extracting(Cost::toString).containsExactly("POST /oauth2/revoke: 3 in 1");
        assertThat(tamga.counted().of(() -> revoke("unknown")))
                .extracting(Cost::toString).containsExactly("POST /oauth2/revoke: 0 in 0");
    }

    private void revoke(String token) throws Exception {
        KeyClient client = new KeyClient(tamga, "150100");
        assertThat(client.post("/oauth2/revoke", client.authenticated().field("token", token)).status()).isEqualTo(200);
    }

    @Test
    void aProofOfPossessionCostsOneStatementMore() throws Exception {
        KeyClient bound = new KeyClient(tamga, TestClients.BOUND);
        String code = new Journey(bidder, KEY).walk(bound.request()).headers().firstValue("Location").orElseThrow()
                .replaceAll(".*[?&]code=([^&]+).*", "$1");
        KeyClient.Form form = bound.authenticated().header("DPoP",
                bound.proof(TestClients.P256, "POST", "/oauth2/token", Map.of()));
        assertThat(tamga.counted().of(() -> bound.token(form, bound.exchange(code))))
                .extracting(Cost::toString).containsExactly("POST /oauth2/token: 4 in 2");
    }

    /** Session, its end, where it went, the grants' end, event, message; then what came to life meanwhile. */
    @Test
    void aSignOutOfOnePlatformCostsSevenStatementsInTwoCommits() throws Exception {
        platform.redeem(signIn(KEY));
        bidder.browser().get("/portal");
        List<Cost> costs = tamga.counted().of(() -> {
            String page = bidder.browser().post("/sign-out", Map.of()).headers().firstValue("Location").orElseThrow();
            bidder.browser().get(page);
        });
        assertThat(costs).extracting(Cost::toString)
                .containsExactly("POST /sign-out: 7 in 2", "GET /signed-out: 2 in 0");
    }

    @Test
    void discoveryAndKeysCostNothing() throws Exception {
        assertThat(tamga.counted().of(() -> bidder.browser().get("/.well-known/openid-configuration")))
                .extracting(Cost::toString).containsExactly("GET /.well-known/openid-configuration: 0 in 0");
        assertThat(tamga.counted().of(() -> bidder.browser().get("/oauth2/jwks")))
                .extracting(Cost::toString).containsExactly("GET /oauth2/jwks: 0 in 0");
    }

    /** The challenge's own: path, CRL and OCSP answer of a returning key are remembered. */
    @Test
    void aReturningKeyCostsOneSm2Signature() throws Exception {
        bidder.bind(OCSP_KEY);
        signIn(OCSP_KEY);
        requireTracing();
        assertThat(signatures(() -> signIn(KEY))).isEqualTo(Map.of("SM2Signer.verifySignature", 1));
        assertThat(signatures(() -> signIn(OCSP_KEY))).isEqualTo(Map.of("SM2Signer.verifySignature", 1));
    }

    @Test
    void tokensCostTwoSignaturesAndUserInfoVerifiesOne() throws Exception {
        String code = signIn(KEY);
        PlatformClient.Answer tokens = platform.redeem(signIn(KEY));
        requireTracing();
        assertThat(signatures(() -> platform.redeem(code))).isEqualTo(Map.of("ECDSASigner.sign", 2));
        assertThat(signatures(() -> platform.userInfo(tokens.text("access_token"))))
                .isEqualTo(Map.of("ECDSAVerifier.verify", 1));
        assertThat(signatures(() -> platform.refresh(tokens.text("refresh_token"))))
                .isEqualTo(Map.of("ECDSASigner.sign", 2));
    }

    @Test
    void aServiceTokenCostsOneSignatureAndAnIntrospectionVerifiesOne() throws Exception {
        KeyClient bound = new KeyClient(tamga, TestClients.BOUND);
        PlatformClient.Answer tokens = platform.redeem(signIn(KEY));
        KeyClient api = new KeyClient(tamga, TestClients.API);
        requireTracing();
        assertThat(signatures(() -> api.token(api.authenticated(), KeyClient.service())))
                .isEqualTo(Map.of("RSASSASigner.sign", 1));
        assertThat(signatures(() -> bound.post("/oauth2/introspect",
                bound.authenticated().field("token", tokens.text("access_token")))))
                .isEqualTo(Map.of("ECDSAVerifier.verify", 1));
    }

    private static void requireTracing() {
        Assumptions.assumeTrue(TracedCalls.isPossible(), "signatures are counted on JDK 25 and later");
    }

    private static Map<String, Integer> signatures(CountedRequests.Action action) throws Exception {
        List<String> methods = List.of(
                "org.bouncycastle.crypto.signers.SM2Signer::verifySignature",
                "com.nimbusds.jose.crypto.ECDSASigner::sign",
                "com.nimbusds.jose.crypto.RSASSASigner::sign",
                "com.nimbusds.jose.crypto.ECDSAVerifier::verify");
        return TracedCalls.of(methods, "dev.tamga.idp", action);
    }

    private static int statements(List<Cost> costs) {
        return costs.stream().mapToInt(Cost::statements).sum();
    }

    private static int commits(List<Cost> costs) {
        return costs.stream().mapToInt(Cost::commits).sum();
    }
}
