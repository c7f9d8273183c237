package dev.tamga.idp.cluster;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.Challenge;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestFolder;
import dev.tamga.idp.TestNode;
import dev.tamga.idp.TestPlatforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Two nodes on one MySQL behave as one, without sticky sessions, and either may die at any moment. */
@Tag("database")
final class TwoNodesTest {
    private static final String KEY = "bjca-enterprise";
    private static final List<String> KEYS = List.of("cfca-enterprise", "snca-enterprise", "nmgca-enterprise",
            "szca-enterprise");

    private static Path folder;
    private static TestNode.Cas cas;
    private static String database;
    private static int issuerPort;
    private static NodeProcess a;
    private static NodeProcess b;
    private static RunningTamga tamga;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(TestDatabase.isServer(), "an embedded database serves one node: runs with -Pmysql");
        folder = TestFolder.create("nodes");
        cas = TestNode.cas(folder);
        database = TestDatabase.newUrl();
        issuerPort = TestNode.freePort();
        // Both at once on an empty schema: who migrates and who makes the first signing keys is theirs to settle.
        a = NodeProcess.start(node());
        b = NodeProcess.start(node());
        a.awaitReady();
        b.awaitReady();
        tamga = RunningTamga.elsewhere(cas.world(), node().issuer());
        for (String key : KEYS) {
            bidder().bind(key);
        }
        bidder().bind(KEY);
    }

    @AfterAll
    static void stop() throws Exception {
        for (NodeProcess node : new NodeProcess[] {a, b}) {
            if (node != null) {
                node.kill();
            }
        }
    }

    private static TestNode node() throws IOException {
        return new TestNode(folder, cas, TestNode.freePort(), issuerPort, database);
    }

    private static Bidder bidder() {
        Bidder bidder = new Bidder(tamga);
        bidder.browser().at(a.address());
        return bidder;
    }

    private static PlatformClient platform(NodeProcess node) {
        return new PlatformClient(node.address(), "150100");
    }

    @Test
    void everyStepMayGoToAnotherNode() throws Exception {
        Bidder bidder = bidder();
        HttpResponse<String> asked = bidder.browser().at(a.address()).get(PlatformClient.authorize(platform(a).request()));
        String request = Journey.requestId(asked);
        bidder.browser().at(b.address()).get("/sign-in?request=" + request);
        Challenge challenge = bidder.challenge(Challenge.Purpose.SIGN_IN, Map.of());
        // Challenge from node B, answered at node A, session used at node B.
        bidder.browser().at(a.address());
        assertThat(bidder.postSignIn(bidder.proof(KEY, challenge)).statusCode()).isEqualTo(303);
        bidder.browser().at(b.address());
        HttpResponse<String> back = bidder.browser().get(Journey.resume("150100", request));
        if (Journey.location(back).startsWith("/consent")) {
            Journey journey = new Journey(bidder, KEY);
            HttpResponse<String> allowed = journey.consent(back, "allow");
            bidder.browser().at(a.address());
            back = journey.follow(allowed);
        }
        String code = PlatformClient.query(back).get("code");
        PlatformClient.Answer tokens = platform(a).redeem(code);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(platform(b).redeem(code).status()).as("once, whichever node is asked").isEqualTo(400);
    }

    @Test
    void refreshUserInfoAndSignOutAreOneOnBoth() throws Exception {
        Bidder bidder = bidder();
        PlatformClient.Answer first = platform(b).redeem(code(bidder));
        PlatformClient.Answer second = platform(a).refresh(first.text("refresh_token"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(platform(b).userInfo(second.text("access_token")).statusCode()).isEqualTo(200);
        bidder.browser().at(b.address()).get("/connect/logout");
        bidder.browser().post("/sign-out", Map.of());
        assertThat(platform(a).userInfo(second.text("access_token")).statusCode()).isEqualTo(401);
        assertThat(platform(a).refresh(second.text("refresh_token")).status()).isEqualTo(400);
        assertThat(bidder.browser().at(a.address()).get("/portal").statusCode()).isEqualTo(303);
    }

    @Test
    void anAssertionThatOneNodeTookIsSpentAtTheOther() throws Exception {
        String assertion = TestPlatforms.KEYS.assertion("ES256", "test-keyed", tamga.issuer());
        assertThat(ask(a, assertion)).isEqualTo(200);
        assertThat(ask(b, assertion)).isEqualTo(401);
    }

    /** A question that costs nothing, asked by a platform with a key: whether garbage is an active token. */
    private static int ask(NodeProcess node, String assertion) throws Exception {
        String form = "token=garbage&client_assertion_type="
                + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=" + assertion;
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(node.address().resolve("/oauth2/introspect"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form)).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void aNodeThatIsKilledInMidLoadTakesNothingConfirmedWithIt() throws Exception {
        NodeProcess victim = NodeProcess.start(node()).awaitReady();
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch warm = new CountDownLatch(20);
        CountDownLatch after = new CountDownLatch(20);
        Map<String, String> confirmed = new ConcurrentHashMap<>();
        Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
        AtomicBoolean killed = new AtomicBoolean();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String key : KEYS) {
                workers.execute(() -> {
                    while (!stop.get()) {
                        NodeProcess at = killed.get() ? a : victim;
                        try {
                            String token = signIn(key, at);
                            confirmed.put(token, key);
                            (killed.get() ? after : warm).countDown();
                        } catch (IOException died) {
                            // A request in flight may fail with its node.
                        } catch (Throwable fault) {
                            if (killed.get() && at == a) {
                                faults.add(fault);
                            }
                        }
                    }
                });
            }
            assertThat(warm.await(90, TimeUnit.SECONDS)).isTrue();
            victim.kill();
            killed.set(true);
            boolean carriedOn = after.await(90, TimeUnit.SECONDS);
            stop.set(true);
            assertThat(carriedOn).as("%s", faults).isTrue();
        }
        assertThat(faults).isEmpty();
        for (String token : confirmed.keySet()) {
            assertThat(platform(b).refresh(token).status()).isEqualTo(200);
        }
        List<String> halfWritten = new ArrayList<>();
        HalfWritten.CHECKS.forEach((what, sql) -> {
            if (Jdbi.create(database).withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one()) > 0) {
                halfWritten.add(what);
            }
        });
        assertThat(halfWritten).isEmpty();
    }

    /** @return a refresh token that the platform was given */
    private static String signIn(String key, NodeProcess node) throws Exception {
        Bidder bidder = new Bidder(tamga);
        bidder.browser().at(node.address());
        String code = PlatformClient.query(new Journey(bidder, key).walk(platform(node).request())).get("code");
        PlatformClient.Answer tokens = platform(node).redeem(code);
        assertThat(tokens.status()).isEqualTo(200);
        return tokens.text("refresh_token");
    }

    private static String code(Bidder bidder) throws Exception {
        return PlatformClient.query(new Journey(bidder, KEY).walk(platform(a).request())).get("code");
    }
}
