package dev.tamga.idp.web;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedKey;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.Browser;
import dev.tamga.idp.DemoIssuing;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestPlatforms;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Security checklist, row 38: a complete run with all that can go wrong in it, every line that it logged, and what the
 * audit tells of each refusal.
 */
@Tag("database")
final class LogScanTest {
    private static final String KEY = "nmgca-enterprise";
    private static final String PERSON = "bjca-person";
    private static final String IDENTITY_NUMBER = "150102198001010014";
    private static final String WEAK_PERSONS_NUMBER = "11010519491231002X";

    private final List<String> secrets = new ArrayList<>();

    private void secret(String value) {
        assertThat(value).hasSizeGreaterThan(15);
        secrets.add(value);
    }

    @Test
    void noLineHoldsASecret() throws Exception {
        RunningTamga tamga = RunningTamga.get();
        String log = LogLines.of(tamga, () -> run(tamga));
        secrets.add(TestPlatforms.SECRET);
        for (String secret : secrets) {
            assertThat(log).doesNotContain(secret);
        }
    }

    private void run(RunningTamga tamga) throws Exception {
        Bidder bidder = new Bidder(tamga);
        PlatformClient platform = new PlatformClient(tamga, "150100");
        tamga.unbind(KEY);
        bidder.bind(KEY);
        tamga.unbind(PERSON);
        for (String key : List.of(PERSON, "bjca-legal-representative")) {
            secret(subject(tamga, key));
            secret(tamga.card(key).holder().identityNumber());
            assertThat(bidder.signIn(key).statusCode()).as("refused").isEqualTo(200);
        }
        Map<String, String[]> person = bidder.keyFields(PERSON);
        person.put("identity_number", new String[] {IDENTITY_NUMBER});
        person.put("division_code", new String[] {"150100"});
        person.put("contact_phone", new String[] {"13800138000"});
        bidder.bind("person", PERSON, person);
        secret(IDENTITY_NUMBER);
        person.remove("identity_number");
        assertThat(bidder.bind("person", PERSON, person).statusCode()).isEqualTo(303);
        assertThat(bidder.signIn(PERSON).statusCode()).isEqualTo(303);
        bidder.browser().get("/sign-in");
        String proof = bidder.proof(KEY, bidder.challenge(Purpose.SIGN_IN, Map.of()));
        secret(proof.substring(proof.indexOf("certificate") + 14, proof.indexOf("certificate") + 200));
        secret(proof.substring(proof.indexOf("signature") + 12, proof.length() - 2));
        bidder.postSignIn(proof);
        bidder.postSignIn(proof);
        weakKey(tamga);
        tokens(bidder, platform);
        mistakes(tamga.browser());
        new PlatformClient(tamga, TestPlatforms.PUSHING).push(platform.request());
        bidder.browser().cookies().values().stream().filter(value -> value.length() > 40).forEach(this::secret);
        secret(bidder.browser().csrf());
        bidder.browser().post("/sign-out", Map.of());
    }

    /** CFCA writes a person's number into CN; RSA of 1024 bits is refused with what was found. */
    private void weakKey(RunningTamga tamga) throws Exception {
        secret(WEAK_PERSONS_NUMBER);
        ForgedCertificate weak = Certificates.leaf(DemoIssuing.of(tamga, "cfca-rsa")).key(ForgedKey.rsa(1024))
                .subject("C=CN", "O=CFCA ACS OCA33 DEMO", "CN=051@张三@0" + WEAK_PERSONS_NUMBER + "@1")
                .valid(Instant.now().minusSeconds(3600), Instant.now().plusSeconds(3600)).forge();
        Bidder bidder = new Bidder(tamga);
        bidder.browser().get("/sign-in");
        String text = bidder.challenge(Purpose.SIGN_IN, Map.of()).text();
        byte[] signature = weak.sign(text.getBytes(StandardCharsets.US_ASCII));

        assertThat(Bidder.code(bidder.postSignIn(Bidder.proof(weak.encoded(), text, signature))))
                .isEqualTo("weak-algorithm");
    }

    /** The whole name of a certificate, as our code prints names. */
    private static String subject(RunningTamga tamga, String key) throws Refused {
        return CertificateReader.read(tamga.key(key).certificate()).view().subject().toString();
    }

    private void tokens(Bidder bidder, PlatformClient platform) throws Exception {
        HttpResponse<String> back = new Journey(bidder, KEY).walk(platform.request());
        String code = PlatformClient.query(back).get("code");
        secret(code);
        PlatformClient.Answer tokens = platform.redeem(code);
        for (String name : List.of("access_token", "id_token", "refresh_token")) {
            secret(tokens.text(name));
        }
        platform.userInfo(tokens.text("access_token"));
        platform.userInfo(tokens.text("access_token") + "x");
        PlatformClient.Answer refreshed = platform.refresh(tokens.text("refresh_token"));
        secret(refreshed.text("refresh_token"));
        platform.post("/oauth2/introspect", Map.of("token", refreshed.text("access_token")));
        Map<String, String> hinted = new HashMap<>(platform.request());
        hinted.put("id_token_hint", tokens.text("id_token"));
        bidder.browser().get(PlatformClient.authorize(hinted));
        platform.refresh(tokens.text("refresh_token"));
        platform.redeem(code);
        platform.post("/oauth2/revoke", Map.of("token", refreshed.text("refresh_token")));
        bidder.browser().get("/connect/logout?id_token_hint=" + tokens.text("id_token") + "x");
    }

    /** A secret where it does not belong: the answer is an error, and the error is logged without it. */
    private void mistakes(Browser browser) throws Exception {
        String misplaced = "misplaced-secret-misplaced-secret-misplaced-s";
        secret(misplaced);
        for (String path : List.of(
                "/nowhere?code=" + misplaced, "/oauth2/authorize?client_id=150100&state=" + misplaced,
                "/oauth2/authorize?client_id=" + misplaced, "/oauth2/authorize?request_uri=" + misplaced,
                "/userinfo?access_token=" + misplaced, "/consent?request=" + misplaced,
                "/sign-in?request=" + misplaced, "/connect/logout?id_token_hint=" + misplaced)) {
            browser.get(path);
        }
        browser.get("/sign-in");
        for (String path : List.of("/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke", "/sign-in",
                "/consent", "/sign-in/demo-key", "/binding/enterprise")) {
            browser.post(path, Map.of(
                    "client_id", new String[] {"150100"}, "client_secret", new String[] {misplaced},
                    "token", new String[] {misplaced}, "proof", new String[] {misplaced},
                    "pin", new String[] {misplaced}, "code", new String[] {misplaced},
                    "grant_type", new String[] {"authorization_code"}, "request", new String[] {misplaced}));
        }
        browser.postJson("/challenge", "{\"purpose\":\"" + misplaced + "\"}");
    }
}
