package dev.tamga.idp.session;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Browser;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** Security checklist, row 33: whoever knew a browser's cookies before a sign-in knows nothing afterwards. */
@Tag("database")
final class SessionFixationTest {
    private static final String COOKIE = "__Host-tamga";
    private static final String ATTACKER = "gxca-enterprise";
    private static final String VICTIM = "szca-enterprise";

    private RunningTamga tamga;
    private Bidder victim;

    @BeforeEach
    void bind() throws Exception {
        tamga = RunningTamga.get();
        victim = new Bidder(tamga);
        victim.bind(VICTIM);
        new Bidder(tamga).bind(ATTACKER);
    }

    private boolean isSignedIn(String cookie) throws Exception {
        Browser browser = tamga.browser();
        browser.cookies().put(COOKIE, cookie);
        return browser.get("/portal").statusCode() == 200;
    }

    private String signInWith(String planted) throws Exception {
        victim.browser().cookies().put(COOKIE, planted);
        assertThat(victim.signIn(VICTIM).statusCode()).isEqualTo(303);
        return victim.browser().cookies().get(COOKIE);
    }

    @Test
    void aMadeUpValueThatWasPlantedIsWorthNothing() throws Exception {
        String planted = "A".repeat(43);

        String own = signInWith(planted);

        assertThat(own).hasSize(43).isNotEqualTo(planted);
        assertThat(isSignedIn(own)).isTrue();
        assertThat(isSignedIn(planted)).isFalse();
    }

    @Test
    void anAttackersOwnSessionThatWasPlantedIsEndedAndNotShared() throws Exception {
        Bidder attacker = new Bidder(tamga);
        attacker.signIn(ATTACKER);
        String planted = attacker.browser().cookies().get(COOKIE);
        assertThat(isSignedIn(planted)).isTrue();

        String own = signInWith(planted);

        assertThat(isSignedIn(own)).isTrue();
        assertThat(isSignedIn(planted)).isFalse();
    }

    @Test
    void aSignedOutValueIsNotUsedAgain() throws Exception {
        String first = signInWith("B".repeat(43));
        victim.browser().get("/portal");
        victim.browser().post("/sign-out", Map.of());

        String second = signInWith(first);

        assertThat(second).isNotEqualTo(first);
        assertThat(isSignedIn(first)).isFalse();
    }

    @Test
    void theSessionCookieIsHostBoundSecureAndHttpOnlyAndEndsWithTheBrowser() throws Exception {
        HttpResponse<String> signedIn = victim.signIn(VICTIM);

        List<String> cookies = signedIn.headers().allValues("Set-Cookie");
        assertThat(cookies).anySatisfy(cookie -> assertThat(cookie)
                .matches("__Host-tamga=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax"));
        assertThat(cookies).allSatisfy(cookie -> assertThat(cookie)
                .startsWith("__Host-").doesNotContain("Domain", "Expires", "Max-Age"));
    }
}
