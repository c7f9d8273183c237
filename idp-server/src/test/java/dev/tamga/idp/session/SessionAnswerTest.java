package dev.tamga.idp.session;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Browser;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** What the notice on each page asks, and what happens once a session has ended. */
@Tag("database")
final class SessionAnswerTest {
    private static final String KEY = "nmgca-enterprise";

    private RunningTamga tamga;
    private Bidder bidder;

    @BeforeEach
    void signIn() throws Exception {
        tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
        bidder.bind(KEY);
        bidder.signIn(KEY);
        bidder.browser().get("/portal");
    }

    private void lastSeen(Duration ago) {
        String number = tamga.key(KEY).signing().serial().toString(16).toUpperCase(Locale.ROOT);
        tamga.jdbi().useHandle(handle -> handle.execute(
                "update sign_in_session set last_seen_at = ? where key_id in "
                        + "(select id from subject_key where key_number = ?)",
                Instant.now().minus(ago).toEpochMilli(), number));
    }

    private static long left(HttpResponse<String> answer) {
        return PlatformClient.json(answer.body()).path("left").asLong(-1);
    }

    private static long asked(Browser browser) throws Exception {
        HttpResponse<String> answer = browser.accept("application/json").get("/session");
        browser.accept("text/html");
        return left(answer);
    }

    @Test
    void askingHowLongItLivesDoesNotProlongIt() throws Exception {
        lastSeen(Duration.ofMinutes(14));

        assertThat(asked(bidder.browser())).isBetween(30L, 60L);
        assertThat(asked(bidder.browser())).isBetween(30L, 60L);
    }

    @Test
    void postingProlongsIt() throws Exception {
        lastSeen(Duration.ofMinutes(14));

        assertThat(left(bidder.browser().postJson("/session", ""))).isGreaterThan(880);
        assertThat(asked(bidder.browser())).isGreaterThan(880);
    }

    @Test
    void anotherSiteCannotProlongIt() throws Exception {
        bidder.browser().get("/help");
        HttpResponse<String> forged = bidder.browser().post("/session", Map.of("_csrf", new String[] {"guess"}));

        assertThat(forged.statusCode()).isEqualTo(403);
    }

    @Test
    void anEndedSessionHasNothingLeftAndAFormOfItIsToldSo() throws Exception {
        lastSeen(Duration.ofMinutes(16));

        assertThat(asked(bidder.browser())).isZero();
        HttpResponse<String> posted = bidder.browser().post("/portal/start", Map.of("platform", new String[] {"150100"}));
        assertThat(posted.statusCode()).isEqualTo(403);
        assertThat(Bidder.code(posted)).isEqualTo("session-ended");
    }

    @Test
    void aPageOfAnEndedSessionLeadsToSignInWhichSaysWhy() throws Exception {
        lastSeen(Duration.ofMinutes(16));

        HttpResponse<String> sent = bidder.browser().get("/portal");
        assertThat(sent.headers().firstValue("Location")).contains("/sign-in?ended");
        assertThat(bidder.browser().get("/sign-in?ended").body()).contains("登录已失效");
        assertThat(tamga.browser().get("/portal").headers().firstValue("Location")).contains("/sign-in");
    }

    @Test
    void afterSigningInAgainAsTheSameSubjectTheOldFormIsStillGood() throws Exception {
        String token = bidder.browser().csrf();
        lastSeen(Duration.ofMinutes(16));
        bidder.signIn(KEY);

        HttpResponse<String> posted = bidder.browser().post("/portal/start", Map.of(
                "platform", new String[] {"150100"}, "_csrf", new String[] {token}));
        assertThat(posted.statusCode()).isEqualTo(303);
        assertThat(posted.headers().firstValue("Location").orElse("")).startsWith("https://platform-150100.example/");
    }

    @Test
    void withoutASessionNothingIsLeft() throws Exception {
        assertThat(asked(tamga.browser())).isZero();
    }
}
