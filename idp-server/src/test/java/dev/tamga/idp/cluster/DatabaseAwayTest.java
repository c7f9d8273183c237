package dev.tamga.idp.cluster;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A database that goes away for a while: an honest 503, recovery by itself, nothing half-done. */
@Tag("database")
final class DatabaseAwayTest {
    private static final String KEY = "bjca-enterprise";
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:([0-9]+)");

    private static Wire wire;
    private static RunningTamga tamga;
    private static Bidder bidder;
    private static PlatformClient platform;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(TestDatabase.isServer(), "an embedded database does not go away: runs with -Pmysql");
        String url = TestDatabase.newUrl();
        Matcher port = PORT.matcher(url);
        assertThat(port.find()).isTrue();
        wire = Wire.to(Integer.parseInt(port.group(1)));
        tamga = RunningTamga.alone(port.replaceFirst("127.0.0.1:" + wire.port()));
        bidder = new Bidder(tamga);
        platform = new PlatformClient(tamga, "150100");
        bidder.bind(KEY);
    }

    @AfterAll
    static void stop() throws Exception {
        if (wire != null) {
            wire.mend();
            wire.close();
        }
    }

    @Test
    void requestsAreAnswered503AndNothingIsHalfDone() throws Exception {
        String code = code();
        PlatformClient.Answer tokens = platform.redeem(code());
        wire.cut();
        try {
            HttpResponse<String> page = bidder.browser().get("/portal");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).contains("5");
            assertThat(page.body()).contains("id=\"error-page\"").contains("data-code=\"unavailable\"");
            assertThat(bidder.browser().get(PlatformClient.authorize(platform.request())).statusCode()).isEqualTo(503);
            assertThat(platform.redeem(code).status()).isEqualTo(503);
            assertThat(platform.refresh(tokens.text("refresh_token")).status()).isEqualTo(503);
            assertThat(platform.userInfo(tokens.text("access_token")).statusCode()).isEqualTo(503);
            assertThat(bidder.browser().get("/.well-known/openid-configuration").statusCode()).isEqualTo(200);
            assertThat(bidder.browser().get("/oauth2/jwks").statusCode()).isEqualTo(200);
        } finally {
            wire.mend();
        }
        awaitAnswer(() -> bidder.browser().get("/portal"));
        // What was refused meanwhile was not begun: the code and the refresh token are still whole.
        assertThat(platform.redeem(code).status()).isEqualTo(200);
        assertThat(platform.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
        assertThat(platform.redeem(code()).status()).isEqualTo(200);
        for (Map.Entry<String, String> check : HalfWritten.CHECKS.entrySet()) {
            long rows = tamga.jdbi().withHandle(handle ->
                    handle.createQuery(check.getValue()).mapTo(Long.class).one());
            assertThat(rows).as(check.getKey()).isZero();
        }
    }

    private static String code() throws Exception {
        return PlatformClient.query(new Journey(bidder, KEY).walk(platform.request())).get("code");
    }

    private static void awaitAnswer(Callable<HttpResponse<String>> request) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (request.call().statusCode() == 503) {
            assertThat(System.nanoTime()).as("recovers by itself").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
