package dev.tamga.idp.signin;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.assistant.software.SoftwareKey;
import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.Race;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** The real server over HTTP, with forged keys of the demo CAs. */
@Tag("database")
final class SignInFlowTest {
    private static final String BOUND = "szca-enterprise";
    private static RunningTamga tamga;

    private Bidder bidder;

    @BeforeAll
    static void bindOneKey() throws Exception {
        tamga = RunningTamga.get();
        new Bidder(tamga).bind(BOUND);
    }

    @BeforeEach
    void openBrowser() {
        bidder = new Bidder(tamga);
    }

    @Test
    void aBoundKeySignsInAndSeesItsCertificate() throws Exception {
        HttpResponse<String> answer = bidder.signIn(BOUND);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/sign-in/certificate");
        HttpResponse<String> page = bidder.browser().get("/sign-in/certificate");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("证书信息如下")
                .contains(tamga.card(BOUND).holder().name())
                .contains(bidder.keyFields(BOUND).get("key_number")[0])
                .contains("距过期还有")
                .contains("href=\"/portal\"");
    }

    @Test
    void aNewSessionComesWithEverySignIn() throws Exception {
        bidder.signIn(BOUND);
        String first = bidder.browser().cookies().get("__Host-tamga");
        bidder.signIn(BOUND);

        assertThat(bidder.browser().cookies().get("__Host-tamga")).hasSize(43).isNotEqualTo(first);
    }

    @Test
    void withoutASessionTheCertificatePageLeadsToSignIn() throws Exception {
        assertThat(bidder.browser().get("/sign-in/certificate").headers().firstValue("Location")).contains("/sign-in");
    }

    @ParameterizedTest
    @CsvSource({
        "bjca-newcomer, not-bound, 该CA锁尚未绑定，请返回CA互认系统首页，进行绑定操作！",
        "bjca-legal-representative, legal-representative-key, 法人锁不支持跨平台投标，请使用企业锁进行相关交易活动",
        "bjca-elsewhere, issued-elsewhere, 投标单位必须使用",
        "bjca-expired, expired, ''",
        "bjca-not-yet-valid, not-yet-valid, ''",
        "bjca-revoked, revoked, 该证书已被吊销，请联系CA签发机构",
        "bjca-suspended, suspended, 该证书已被挂起，请联系CA签发机构恢复",
        "bjca-wrong-check-digit, check-digit-wrong, ''"
    })
    void aKeyThatMayNotSignInLearnsWhyAndWhatToDo(String key, String code, String text) throws Exception {
        HttpResponse<String> page = bidder.signIn(key);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("id=\"error-page\"").contains("data-code=\"" + code + "\"").contains(text);
        assertThat(bidder.browser().cookies()).doesNotContainKey("__Host-tamga");
    }

    @Test
    void aRevokedCertificateComesWithItsCasServiceLine() throws Exception {
        assertThat(bidder.signIn("bjca-revoked").body()).contains("400-9197-888");
    }

    @Test
    void theEncryptionCertificateDoesNotSignIn() throws Exception {
        byte[] encryption = tamga.key(BOUND).encryption().orElseThrow().der();
        Challenge challenge = open();

        assertThat(code(bidder.postSignIn(Bidder.proof(encryption, challenge.text(), new byte[64]))))
                .isEqualTo("encryption-certificate");
    }

    @Test
    void aReplayedProofIsRefused() throws Exception {
        String proof = bidder.proof(BOUND, open());

        assertThat(bidder.postSignIn(proof).statusCode()).isEqualTo(303);
        bidder.browser().get("/sign-in");
        assertThat(code(bidder.postSignIn(proof))).isEqualTo("challenge-unknown");
    }

    @Test
    void ofFiftyParallelPostsOfOneProofExactlyOneSignsIn() throws Exception {
        String proof = bidder.proof(BOUND, open());

        List<HttpResponse<String>> answers = Race.run(50, i -> () -> bidder.postSignIn(proof));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 303).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() != 303).hasSize(49);
    }

    @Test
    void aProofFromAnotherBrowserIsRefused() throws Exception {
        String proof = bidder.proof(BOUND, open());
        Bidder thief = new Bidder(tamga);
        thief.browser().get("/sign-in");

        assertThat(code(thief.postSignIn(proof))).isEqualTo("challenge-unknown");
    }

    @Test
    void aSignatureForAnotherOriginIsRefused() throws Exception {
        Challenge own = open();
        Challenge other = new Challenge(
                own.purpose(), "https://evil.example", own.nonce(), own.expiresAt(), own.binds());

        assertThat(code(bidder.postSignIn(bidder.proof(BOUND, other)))).isEqualTo("wrong-origin");
    }

    @Test
    void aSignatureForAnotherPurposeIsRefused() throws Exception {
        bidder.browser().get("/sign-in");
        Challenge challenge = bidder.challenge(Purpose.BIND, Map.of());

        assertThat(code(bidder.postSignIn(bidder.proof(BOUND, challenge)))).isEqualTo("wrong-purpose");
    }

    @Test
    void aSignatureOverDataThatSignInDoesNotShowIsRefused() throws Exception {
        bidder.browser().get("/sign-in");
        Challenge challenge = bidder.challenge(Purpose.SIGN_IN, Map.of("tender", "accepted"));

        assertThat(code(bidder.postSignIn(bidder.proof(BOUND, challenge)))).isEqualTo("wrong-purpose");
    }

    @Test
    void aSignatureOfAnotherChallengeIsRefused() throws Exception {
        Challenge first = open();
        Challenge second = bidder.challenge(Purpose.SIGN_IN, Map.of());
        String signed = bidder.proof(BOUND, first);

        assertThat(code(bidder.postSignIn(signed.replace(first.text(), second.text())))).isEqualTo("signature-invalid");
    }

    @Test
    void garbageAndTruncatedCertificatesAreUnreadable() throws Exception {
        byte[] certificate = tamga.key(BOUND).certificate();
        for (byte[] broken : List.of(
                new byte[0], new byte[] {1, 2, 3}, new byte[4096], Arrays.copyOf(certificate, 200))) {
            String proof = Bidder.proof(broken, open().text(), new byte[64]);

            HttpResponse<String> page = bidder.postSignIn(proof);

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(code(page)).isEqualTo("certificate-unreadable");
        }
    }

    @Test
    void certificatesBeyondTheLimitAreTooLarge() throws Exception {
        assertThat(code(bidder.postSignIn(Bidder.proof(new byte[20_000], open().text(), new byte[64]))))
                .isEqualTo("certificate-too-large");
        assertThat(code(bidder.postSignIn(Bidder.proof(new byte[100_000], open().text(), new byte[64]))))
                .isEqualTo("certificate-too-large");
    }

    @Test
    void aCertificateOfOneMegabyteIsNoFault() throws Exception {
        HttpResponse<String> answer = bidder.postSignIn(
                Bidder.proof(new byte[1_000_000], open().text(), new byte[64]));

        assertThat(answer.statusCode()).isBetween(200, 499);
        assertThat(answer.body()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "{}", "[]", "null", "{\"certificate\":1,\"text\":2,\"signature\":3}"})
    void whatIsNoProofIsABadRequest(String proof) throws Exception {
        open();

        HttpResponse<String> answer = bidder.postSignIn(proof);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"purpose\":\"document\"}", "{\"purpose\":null}", "{\"purpose\":[]}", "x", ""})
    void aChallengeIsIssuedOnlyForAPurposeThatHasAPage(String body) throws Exception {
        bidder.browser().get("/sign-in");

        assertThat(bidder.browser().postJson("/challenge", body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add-key", "unfreeze"})
    void aChallengeForWhatASessionDoesIsForASessionAlone(String purpose) throws Exception {
        bidder.browser().get("/sign-in");

        assertThat(bidder.browser().postJson("/challenge", "{\"purpose\":\"" + purpose + "\"}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void withoutTheCsrfTokenNothingHappens() throws Exception {
        String proof = bidder.proof(BOUND, open());

        HttpResponse<String> answer = bidder.browser().post("/sign-in", Map.of(
                "proof", new String[] {proof}, "_csrf", new String[] {"forged"}));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(bidder.postSignIn(proof).statusCode()).isEqualTo(303);
    }

    @Test
    void aCallerThatWantsJsonGetsProblemDetails() throws Exception {
        Challenge challenge = open();
        bidder.browser().accept("application/json");

        HttpResponse<String> answer = bidder.postSignIn(bidder.proof("bjca-newcomer", challenge));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body())
                .contains("\"code\":\"not-bound\"")
                .containsPattern("\"incident\":\"[a-z2-7]{10}\"")
                .contains("\"status\":403");
    }

    @Test
    void theFormWithoutAScriptSignsInWithADemoKey() throws Exception {
        assertThat(bidder.browser().get("/sign-in").body()).contains("id=\"sign-in-demo-key\"");

        HttpResponse<String> answer = demo(BOUND, "123456");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(bidder.browser().get("/sign-in/certificate").statusCode()).isEqualTo(200);
    }

    @Test
    void theFormWithoutAScriptSaysThatThePinIsWrong() throws Exception {
        bidder.browser().get("/sign-in");

        assertThat(demo("gxca-enterprise", "000000").body()).contains("CA锁密码错误");
        assertThat(demo("no-such-key", "123456").body()).contains("没有这把演示CA锁");
    }

    @Test
    void everySignInIsAudited() throws Exception {
        SoftwareKey key = tamga.key("bjca-newcomer");
        bidder.signIn("bjca-newcomer");

        List<String> codes = tamga.jdbi().withHandle(handle -> handle.createQuery("""
                        select code from audit_event where event = 'sign-in' and key_number = :number""")
                .bind("number", key.signing().serial().toString(16).toUpperCase(Locale.ROOT))
                .mapTo(String.class)
                .list());
        assertThat(codes).contains("not-bound");
    }

    private Challenge open() throws Exception {
        bidder.browser().get("/sign-in");
        return bidder.challenge(Purpose.SIGN_IN, Map.of());
    }

    private HttpResponse<String> demo(String key, String pin) throws Exception {
        return bidder.browser().post("/sign-in/demo-key", Map.of(
                "key", new String[] {key}, "pin", new String[] {pin}));
    }

    static String code(HttpResponse<String> page) {
        return Bidder.code(page);
    }
}
