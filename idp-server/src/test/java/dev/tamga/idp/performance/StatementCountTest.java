package dev.tamga.idp.performance;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.CompleteSignIn;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
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
    /** SM2; its CA answers by OCSP at each sign-in, through a delegated responder. */
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
    void aSignInWithARememberedConsentCostsFourteenStatementsInFiveCommits() throws Exception {
        List<Cost> costs = tamga.counted().of(() -> signIn(KEY));
        assertThat(costs).extracting(Cost::toString).containsExactly(
                "GET /oauth2/authorize: 1 in 1",
                "GET /sign-in: 1 in 0",
                "POST /challenge: 1 in 1",
                "POST /sign-in: 4 in 2",
                "GET /sign-in/certificate: 2 in 0",
                "GET /oauth2/authorize: 5 in 1");
        assertThat(statements(costs)).isEqualTo(SIGN_IN_STATEMENTS_AIMED_AT);
        assertThat(commits(costs)).as("two more than aimed at").isEqualTo(SIGN_IN_COMMITS_AIMED_AT + 2);
    }

    @Test
    void aFirstConsentAddsItsTwoPages() throws Exception {
        tamga.jdbi().useHandle(handle -> handle.execute("delete from consent"));
        assertThat(tamga.counted().of(() -> signIn(KEY))).extracting(Cost::toString).containsExactly(
                "GET /oauth2/authorize: 1 in 1",
                "GET /sign-in: 1 in 0",
                "POST /challenge: 1 in 1",
                "POST /sign-in: 4 in 2",
                "GET /sign-in/certificate: 2 in 0",
                "GET /oauth2/authorize: 3 in 0",
                "GET /consent: 3 in 0",
                "POST /consent: 6 in 1",
                "GET /oauth2/authorize: 5 in 1");
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
    void discoveryAndKeysCostNothing() throws Exception {
        assertThat(tamga.counted().of(() -> bidder.browser().get("/.well-known/openid-configuration")))
                .extracting(Cost::toString).containsExactly("GET /.well-known/openid-configuration: 0 in 0");
        assertThat(tamga.counted().of(() -> bidder.browser().get("/oauth2/jwks")))
                .extracting(Cost::toString).containsExactly("GET /oauth2/jwks: 0 in 0");
    }

    /** The issuing CA once, the leaf twice (issuer recognised by key, then PKIX), the challenge once. */
    @Test
    void aSignInVerifiesFourSm2SignaturesAndTwoMoreWithOcspThroughADelegate() throws Exception {
        bidder.bind(OCSP_KEY);
        signIn(OCSP_KEY);
        requireTracing();
        assertThat(signatures(() -> signIn(KEY))).isEqualTo(Map.of("SM2Signer.verifySignature", 4));
        assertThat(signatures(() -> signIn(OCSP_KEY))).isEqualTo(Map.of("SM2Signer.verifySignature", 6));
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

    private static void requireTracing() {
        Assumptions.assumeTrue(TracedCalls.isPossible(), "signatures are counted on JDK 25 and later");
    }

    private static Map<String, Integer> signatures(CountedRequests.Action action) throws Exception {
        List<String> methods = List.of(
                "org.bouncycastle.crypto.signers.SM2Signer::verifySignature",
                "com.nimbusds.jose.crypto.ECDSASigner::sign",
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
