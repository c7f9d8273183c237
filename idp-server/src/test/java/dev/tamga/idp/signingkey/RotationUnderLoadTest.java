package dev.tamga.idp.signingkey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Browser;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.Race;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** Row 25: while keys rotate, code flows, refreshes and userinfo go on and every token verifies. */
@Tag("database")
final class RotationUnderLoadTest {
    private static final String KEY = "snca-enterprise";
    private static final int CLIENTS = 4;
    private static final int FLOWS = 6;

    /** A platform as our SDK is one: keeps the JWK set, and fetches it anew for a key that it does not know. */
    private static final class CachingPlatform {
        private final Browser browser;
        private final Map<String, JWK> cached = new ConcurrentHashMap<>();
        private int fetches;

        CachingPlatform(Browser browser) {
            this.browser = browser;
        }

        boolean verifies(String token) throws Exception {
            SignedJWT jwt = SignedJWT.parse(token);
            String kid = jwt.getHeader().getKeyID();
            if (!cached.containsKey(kid)) {
                fetches++;
                JWKSet.parse(browser.get("/oauth2/jwks").body()).getKeys()
                        .forEach(key -> cached.put(key.getKeyID(), key));
            }
            return cached.containsKey(kid) && jwt.verify(new ECDSAVerifier(cached.get(kid).toECKey()));
        }
    }

    @Test
    void noRequestFailsWhileKeysRotate() throws Exception {
        RunningTamga tamga = RunningTamga.get();
        new Bidder(tamga).bind(KEY);
        AtomicInteger done = new AtomicInteger();
        List<Boolean> results = Race.run(CLIENTS + 1, i -> i < CLIENTS
                ? () -> flowsOrStop(tamga, done)
                : rotating(tamga, done));
        assertThat(results).containsOnly(true);
    }

    private static Callable<Boolean> rotating(RunningTamga tamga, AtomicInteger done) {
        SigningKeys keys = tamga.bean(SigningKeys.class);
        return () -> {
            for (int rotation = 1; rotation <= 4; rotation++) {
                while (done.get() < rotation * CLIENTS * FLOWS / 6) {
                    Thread.onSpinWait();
                    Thread.yield();
                }
                if (keys.rotate(rotation % 2 == 0).isEmpty()) {
                    return false;
                }
                keys.refresh();
            }
            return true;
        };
    }

    // The thread that rotates waits for the flows: one that fails must not leave it waiting.
    private static boolean flowsOrStop(RunningTamga tamga, AtomicInteger done) throws Exception {
        try {
            return flows(tamga, done);
        } catch (Exception | AssertionError e) {
            done.set(Integer.MAX_VALUE / 2);
            throw e;
        }
    }

    private static boolean flows(RunningTamga tamga, AtomicInteger done) throws Exception {
        Bidder bidder = new Bidder(tamga);
        PlatformClient platform = new PlatformClient(tamga, "150100");
        CachingPlatform checks = new CachingPlatform(tamga.browser());
        List<String> faults = new ArrayList<>();
        for (int flow = 0; flow < FLOWS; flow++) {
            String code = PlatformClient.query(new Journey(bidder, KEY).walk(platform.request())).get("code");
            PlatformClient.Answer tokens = platform.redeem(code);
            PlatformClient.Answer refreshed = platform.refresh(tokens.text("refresh_token"));
            boolean good = tokens.status() == 200 && refreshed.status() == 200
                    && checks.verifies(tokens.text("id_token")) && checks.verifies(refreshed.text("id_token"))
                    && platform.userInfo(tokens.text("access_token")).statusCode() == 200;
            if (!good) {
                faults.add(tokens + " " + refreshed);
            }
            done.incrementAndGet();
        }
        assertThat(faults).isEmpty();
        assertThat(checks.fetches).as("fetches of the JWK set").isLessThanOrEqualTo(5);
        return true;
    }
}
