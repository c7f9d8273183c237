package dev.tamga.idp.session;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Browser;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestMaster;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.MasterKey;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages that were open while the master key was replaced. */
final class CsrfTokensTest {
    private static final int FORMER = 8;
    private static RunningTamga tamga;

    @BeforeAll
    static void start() throws Exception {
        tamga = RunningTamga.alone(
                TestDatabase.newUrl(), "--tamga.master-key-previous=" + TestMaster.base64(FORMER));
    }

    @AfterAll
    static void stop() {
        tamga.close();
    }

    /** As a server with that master key writes it into a page for a browser without a session. */
    private static String token(MasterKey master, Browser browser) {
        byte[] key = master.derive("csrf", "HmacSHA256").getEncoded();
        byte[] mac = MasterKey.hmac(key, Hash.sha256(browser.cookies().get("__Host-tamga-browser")));
        byte[] token = Base64.getUrlEncoder().withoutPadding().encodeToString(mac).getBytes(StandardCharsets.US_ASCII);
        // Spring masks it by as many random bytes; these are zero.
        byte[] masked = new byte[2 * token.length];
        System.arraycopy(token, 0, masked, token.length, token.length);
        return Base64.getUrlEncoder().encodeToString(masked);
    }

    private static HttpResponse<String> post(Browser browser, String token) throws Exception {
        return browser.post("/unbinding/status", Map.of("_csrf", new String[] {token}));
    }

    @Test
    void aPageOfTheFormerKeyCanBeSentAndOneOfAnyOtherCannot() throws Exception {
        Browser browser = tamga.browser();
        browser.get("/unbinding/enterprise");

        assertThat(post(browser, browser.csrf()).statusCode()).as("its own").isEqualTo(200);
        assertThat(post(browser, token(TestMaster.key(FORMER), browser)).statusCode()).isEqualTo(200);
        assertThat(post(browser, token(TestMaster.key(FORMER + 1), browser)).statusCode()).isEqualTo(403);
        assertThat(post(browser, token(TestMaster.key(FORMER), other())).statusCode()).as("another browser's")
                .isEqualTo(403);
    }

    private static Browser other() {
        Browser other = tamga.browser();
        other.cookies().put("__Host-tamga-browser", "x".repeat(43));
        return other;
    }
}
