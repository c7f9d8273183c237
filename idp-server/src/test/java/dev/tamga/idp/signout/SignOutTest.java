package dev.tamga.idp.signout;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jwt.SignedJWT;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Browser;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.Race;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.grant.Visit;
import dev.tamga.idp.outbox.Outbox;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** RP-Initiated Logout and our own sign-out, over real HTTP. */
@Tag("database")
final class SignOutTest {
    private static final String KEY = "gxca-enterprise";
    private static final String BACK = "https://platform-150100.example/signed-out";

    private Bidder bidder;
    private PlatformClient platform;
    private PlatformClient.Answer tokens;

    @BeforeEach
    void signIn() throws Exception {
        RunningTamga tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
        platform = new PlatformClient(tamga, "150100");
        bidder.bind(KEY);
        HttpResponse<String> back = new Journey(bidder, KEY).walk(platform.request());
        tokens = platform.redeem(PlatformClient.query(back).get("code"));
    }

    private boolean isSignedIn() throws Exception {
        return bidder.browser().get("/portal").statusCode() == 200;
    }

    private static String logout(Map<String, String> parameters) {
        return "/connect/logout?" + parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .reduce((one, other) -> one + "&" + other)
                .orElse("");
    }

    @Test
    void theSessionsOwnHintSignsOutAtOnceAndEndsItsTokens() throws Exception {
        HttpResponse<String> answer = bidder.browser().get(logout(Map.of(
                "id_token_hint", tokens.text("id_token"), "post_logout_redirect_uri", BACK, "state", "s 1")));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo(BACK + "?state=s+1");
        assertThat(isSignedIn()).isFalse();
        assertThat(platform.userInfo(tokens.text("access_token")).statusCode()).isEqualTo(401);
        assertThat(platform.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void withoutAHintTheBidderIsAsked() throws Exception {
        String named = logout(Map.of("client_id", "150100", "post_logout_redirect_uri", BACK));
        for (String path : List.of("/connect/logout", named)) {
            HttpResponse<String> asked = bidder.browser().get(path);
            assertThat(asked.statusCode()).isEqualTo(200);
            assertThat(asked.body()).contains("id=\"sign-out-confirm\"");
            assertThat(isSignedIn()).as("a forged logout link signs nobody out").isTrue();
        }
        HttpResponse<String> page = signOut();
        assertThat(page.body()).contains("id=\"signed-out\"", "呼和浩特市公共资源交易平台（新版）");
        assertThat(isSignedIn()).isFalse();
    }

    /** @return the page that it ends on */
    private HttpResponse<String> signOut() throws Exception {
        return bidder.browser().get(leave());
    }

    /** @return the address of the page that it ends on */
    private String leave() throws Exception {
        bidder.browser().get("/portal");
        return location(bidder.browser().post("/sign-out", Map.of()));
    }

    private String sid() {
        return PlatformClient.claims(tokens.text("id_token")).path("sid").asString();
    }

    /** The next logout token of this test's session: other tests' may still be on their way. */
    private SignedJWT told() throws Exception {
        while (true) {
            SignedJWT token = SignedJWT.parse(RunningTamga.get().logouts().next("150100").token());
            if (token.getJWTClaimsSet().getStringClaim("sid").equals(sid())) {
                return token;
            }
        }
    }

    @Test
    void thePlatformsOfTheSessionAreTold() throws Exception {
        PlatformClient other = new PlatformClient(RunningTamga.get(), "150200");
        other.redeem(PlatformClient.query(new Journey(bidder, KEY).walk(other.request())).get("code"));
        String page = leave();
        SignedJWT token = told();

        assertThat(token.getHeader().getType().getType()).isEqualTo("logout+jwt");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("150100");
        assertThat(token.getJWTClaimsSet().getSubject())
                .isEqualTo(PlatformClient.claims(tokens.text("id_token")).path("sub").asString());
        assertThat(bidder.browser().get(page).body())
                .containsPattern("data-state=\"(delivered|pending)\"[^<]*>呼和浩特市公共资源交易平台（新版）：")
                .containsPattern("data-state=\"alone\"[^<]*>包头市公共资源交易平台：");
    }

    @Test
    void whereASessionWentIsNotShownToWhoeverKnowsItsSid() throws Exception {
        String page = leave();
        assertThat(page).contains(sid());
        for (String forged : new String[] {
            "/signed-out?session=" + sid(), "/signed-out?session=" + sid() + ".x", page + "x", "/signed-out",
            "/signed-out?session=.", "/signed-out?session=" + "%00".repeat(40)
        }) {
            HttpResponse<String> answer = bidder.browser().get(forged);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).as(forged).contains("id=\"signed-out\"").doesNotContain("呼和浩特市");
        }
    }

    @Test
    void aLogoutTokenOrAnAccessTokenIsNoHint() throws Exception {
        signOut();
        SignedJWT logoutToken = told();
        signIn();
        for (String wrong : new String[] {logoutToken.serialize(), tokens.text("access_token")}) {
            assertThat(bidder.browser().get(logout(Map.of("id_token_hint", wrong))).statusCode()).isEqualTo(400);
        }
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void theConfirmedWayLeadsBackToThePlatformWithItsState() throws Exception {
        Map<String, String> asked = Map.of("client_id", "150100", "post_logout_redirect_uri", BACK, "state", "s 1");
        HttpResponse<String> page = bidder.browser().get(logout(asked));
        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(policy ->
                assertThat(policy).contains("form-action 'self' https://platform-150100.example"));
        Map<String, String[]> form = new HashMap<>();
        asked.forEach((name, value) -> form.put(name, new String[] {value}));
        assertThat(location(bidder.browser().post("/sign-out", form))).isEqualTo(BACK + "?state=s+1");
        told();
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void aRepeatedParameterIsRefused() throws Exception {
        for (String name : new String[] {"id_token_hint", "client_id", "state", "ui_locales", "logout_hint"}) {
            assertThat(bidder.browser().get("/connect/logout?" + name + "=a&" + name + "=b").statusCode())
                    .as(name).isEqualTo(400);
        }
    }

    @Test
    void thePageSpeaksTheLanguageThatThePlatformWished() throws Exception {
        Browser stranger = RunningTamga.get().browser();
        assertThat(stranger.get("/connect/logout?ui_locales=fr%20en-GB").body()).contains("<h1>Sign out</h1>");
        assertThat(stranger.get("/connect/logout?ui_locales=xx").body()).contains("<h1>退出登录</h1>");
    }

    /** Its row is gone after 12 hours; its refresh families are not. */
    @Test
    void aHintOfASessionWhoseRowIsGoneEndsWhatStillLives() throws Exception {
        RunningTamga.get().jdbi().useHandle(handle ->
                handle.execute("delete from sign_in_session where id = ?", sid()));
        bidder.browser().get(logout(Map.of("id_token_hint", tokens.text("id_token"))));
        told();
        assertThat(platform.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void signingASubjectOutEverywhereReachesEachOfItsSessions() throws Exception {
        PlatformClient.Answer first = tokens;
        String firstSid = sid();
        Bidder elsewhere = new Bidder(RunningTamga.get());
        PlatformClient.Answer second = platform.redeem(
                PlatformClient.query(new Journey(elsewhere, KEY).walk(platform.request())).get("code"));
        String subject = PlatformClient.claims(first.text("id_token")).path("sub").asString();

        List<Visit> visits = RunningTamga.get().bean(SignOut.class).ofSubject(subject);

        assertThat(visits).extracting(Visit::sessionId)
                .contains(firstSid, PlatformClient.claims(second.text("id_token")).path("sid").asString());
        for (PlatformClient.Answer each : List.of(first, second)) {
            assertThat(platform.userInfo(each.text("access_token")).statusCode()).isEqualTo(401);
            assertThat(platform.refresh(each.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        }
        assertThat(isSignedIn()).isFalse();
        told();
        assertThat(RunningTamga.get().bean(SignOut.class).ofSubject(subject)).as("it has ended").isEmpty();
    }

    @Test
    void whatAKeySignedInOrGrantedEndsWithTheKey() throws Exception {
        String keyId = RunningTamga.get().jdbi().withHandle(handle -> handle
                .createQuery("select key_id from sign_in_session where id = :id").bind("id", sid())
                .mapTo(String.class).one());
        Bidder other = new Bidder(RunningTamga.get());
        other.bind("bjca-enterprise");
        other.signIn("bjca-enterprise");

        assertThat(RunningTamga.get().bean(SignOut.class).ofKey(keyId)).extracting(Visit::sessionId).contains(sid());

        assertThat(platform.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(isSignedIn()).isFalse();
        assertThat(other.browser().get("/portal").statusCode()).as("another key's session").isEqualTo(200);
        told();
    }

    /** decisions.md: idle and absolute expiry end single sign-on, nothing else. */
    @Test
    void expiryTellsNobody() throws Exception {
        RunningTamga.get().jdbi().useHandle(handle ->
                handle.execute("update sign_in_session set last_seen_at = 0 where id = ?", sid()));
        assertThat(isSignedIn()).isFalse();
        assertThat(platform.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
        assertThat(RunningTamga.get().bean(Outbox.class).ofSession(sid())).isEmpty();
    }

    @Test
    void sessionGrantsAndMessagesEndTogetherOrNotAtAll() throws Exception {
        RunningTamga tamga = RunningTamga.get();
        SignInSession session = tamga.bean(SignInSessions.class).find(sid()).orElseThrow();
        assertThatThrownBy(() -> tamga.bean(Jdbi.class).useTransaction(handle -> {
                    tamga.bean(SignOut.class).end(session);
                    throw new IllegalStateException("the node dies here");
                })).hasMessage("the node dies here");
        assertThat(isSignedIn()).isTrue();
        assertThat(tamga.bean(Outbox.class).ofSession(sid())).isEmpty();
        assertThat(platform.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void confirmingNeedsThePagesToken() throws Exception {
        assertThat(bidder.browser().post("/sign-out", Map.of("_csrf", new String[] {"forged"})).statusCode())
                .isEqualTo(403);
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void aWrongRequestEndsOnAPageAndSignsNobodyOut() throws Exception {
        String hint = tokens.text("id_token");
        for (Map<String, String> wrong : List.of(
            Map.of("id_token_hint", "garbage"),
            Map.of("id_token_hint", hint.substring(0, hint.length() - 4) + "AAAA"),
            Map.of("id_token_hint", hint, "client_id", "150200"),
            Map.of("id_token_hint", hint, "post_logout_redirect_uri", "https://attacker.example/"),
            Map.of("post_logout_redirect_uri", BACK),
            Map.of("client_id", "nobody"))) {
            HttpResponse<String> answer = bidder.browser().get(logout(wrong));
            assertThat(answer.statusCode()).as(wrong.keySet().toString()).isEqualTo(400);
            assertThat(answer.body()).contains("id=\"error-page\"");
        }
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void aReturnAddressIsNotCalledWrongWhereThePlatformIsNotNamed() throws Exception {
        String unnamed = bidder.browser().get(logout(Map.of("post_logout_redirect_uri", BACK))).body();
        String foreign = bidder.browser().get(logout(Map.of(
                "client_id", "150100", "post_logout_redirect_uri", "https://attacker.example/"))).body();

        assertThat(unnamed).contains("data-code=\"invalid-request\"");
        assertThat(foreign).contains("data-code=\"invalid-redirect-uri\"");
    }

    @Test
    void anotherSessionsHintDoesNotSignThisOneOut() throws Exception {
        String old = tokens.text("id_token");
        new Bidder(RunningTamga.get()).bind("bjca-enterprise");
        bidder.signIn("bjca-enterprise");
        HttpResponse<String> page = bidder.browser().get(logout(Map.of("id_token_hint", old)));
        assertThat(page.body()).contains("id=\"sign-out-confirm\"");
        assertThat(isSignedIn()).isTrue();
    }

    /** A platform's cross-site POST brings no Lax cookie: the hint alone says which session is meant. */
    @Test
    void aPostedHintEndsItsSessionWithoutTheCookie() throws Exception {
        Browser platformsPost = RunningTamga.get().browser();
        HttpResponse<String> answer = platformsPost.post("/connect/logout", Map.of(
                "id_token_hint", new String[] {tokens.text("id_token")},
                "post_logout_redirect_uri", new String[] {BACK}));

        assertThat(location(answer)).isEqualTo(BACK);
        assertThat(isSignedIn()).isFalse();
        assertThat(platform.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        // Else whoever posts a hint of his own from another site would take away the cookies that the browser held back.
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("__Host-tamga"));
    }

    @Test
    void aNewSignInGoesOnWithTheSessionUnderANewCookie() throws Exception {
        String before = bidder.browser().cookies().get("__Host-tamga");
        bidder.signIn(KEY);
        String after = bidder.browser().cookies().get("__Host-tamga");
        assertThat(after).isNotEqualTo(before);

        bidder.browser().cookies().put("__Host-tamga", before);
        assertThat(isSignedIn()).as("the old cookie").isFalse();
        bidder.browser().cookies().put("__Host-tamga", after);
        assertThat(platform.userInfo(tokens.text("access_token")).statusCode()).isEqualTo(200);
        leave();
        assertThat(platform.userInfo(tokens.text("access_token")).statusCode())
                .as("signing out ends what came before the second signature").isEqualTo(401);
    }

    @Test
    void anotherCompanysSignInEndsTheFirstOnes() throws Exception {
        new Bidder(RunningTamga.get()).bind("bjca-enterprise");
        bidder.signIn("bjca-enterprise");
        assertThat(platform.userInfo(tokens.text("access_token")).statusCode()).isEqualTo(401);
        assertThat(platform.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void noGrantSurvivesASignOutThatRacesWithIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            bidder.signIn(KEY);
            bidder.browser().get("/portal");
            List<HttpResponse<String>> both = Race.run(2, i -> () -> i == 0
                    ? bidder.browser().get(PlatformClient.authorize(platform.request()))
                    : bidder.browser().post("/sign-out", Map.of()));
            String code = PlatformClient.query(both.get(0)).get("code");
            if (code != null) {
                assertThat(platform.redeem(code).text("error")).as("round %d", round).isEqualTo("invalid_grant");
            }
        }
    }
}
