package dev.tamga.idp.performance;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.CompleteSignIn;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each hot path costs: statements in commits, and signatures. A change that costs more fails here; one that costs less
 * changes the numbers here and in docs/performance.md.
 */
@Tag("database")
final class StatementCountTest {
    /** Its CA answers by CRL, which is remembered. */
    private static final String KEY = "nmgca-enterprise";
    /** Its CA answers by OCSP, asked at each sign-in, through a delegated responder. */
    private static final String OCSP_KEY = "szca-enterprise";

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

    private String signIn(String key) throws Exception {
        return code(key, platform.request());
    }

    private String code(String key, Map<String, String> request) throws Exception {
        CompleteSignIn signIn = new CompleteSignIn(bidder, challenge -> bidder.proof(key, challenge));
        return PlatformClient.query(signIn.walk(request)).get("code");
    }

    @Test
    void signInWithRememberedConsent() throws Exception {
        System.out.println("REMEMBERED " + costs(() -> signIn(KEY)));
    }

    @Test
    void signInWithFirstConsent() throws Exception {
        tamga.jdbi().useHandle(handle -> handle.execute("delete from consent"));
        System.out.println("FIRST " + costs(() -> signIn(KEY)));
    }

    @Test
    void tokens() throws Exception {
        String code = signIn(KEY);
        PlatformClient.Answer[] answer = new PlatformClient.Answer[1];
        System.out.println("CODE " + costs(() -> answer[0] = platform.redeem(code)));
        System.out.println("USERINFO " + costs(() -> platform.userInfo(answer[0].text("access_token"))));
        System.out.println("REFRESH " + costs(() -> platform.refresh(answer[0].text("refresh_token"))));
        System.out.println("DISC " + costs(() -> bidder.browser().get("/.well-known/openid-configuration")));
        System.out.println("JWKS " + costs(() -> bidder.browser().get("/oauth2/jwks")));
    }

    @Test
    void signatures() throws Exception {
        bidder.bind(OCSP_KEY);
        signIn(OCSP_KEY);
        Assumptions.assumeTrue(TracedCalls.isPossible(), "counting signatures needs JDK 25");
        System.out.println("SIG CRL " + signatures(() -> signIn(KEY)));
        System.out.println("SIG OCSP " + signatures(() -> signIn(OCSP_KEY)));
        String code = signIn(KEY);
        PlatformClient.Answer[] answer = new PlatformClient.Answer[1];
        System.out.println("SIG CODE " + signatures(() -> answer[0] = platform.redeem(code)));
        System.out.println("SIG USERINFO " + signatures(() -> platform.userInfo(answer[0].text("access_token"))));
        System.out.println("SIG REFRESH " + signatures(() -> platform.refresh(answer[0].text("refresh_token"))));
    }

    private List<CountedRequests.Cost> costs(Callable<?> action) throws Exception {
        return tamga.counted().of(action);
    }

    private static Map<String, Integer> signatures(Callable<?> action) throws Exception {
        return TracedCalls.of(
                List.of("org.bouncycastle.crypto.signers.SM2Signer::verifySignature",
                        "com.nimbusds.jose.crypto.ECDSASigner::sign", "com.nimbusds.jose.crypto.ECDSAVerifier::verify"),
                "dev.tamga.idp", action);
    }
}
