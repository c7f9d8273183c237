package dev.tamga.idp.benchmark.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

import dev.tamga.idp.PlatformClient;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/**
 * Every hot path of one server, one after the other: closed model (so many clients, each at its own pace), then open
 * (so many arrivals a second, whoever is still waiting). All paths together warm the server up first, then each path
 * itself; that does not count, and neither does what a client needs before its first call.
 */
public final class Load extends Simulation {
    static final Duration COUNTED = Duration.ofSeconds(Integer.getInteger("load.seconds", 6));
    static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("load.warm-up", 48));
    private static final int CLIENTS = 8;

    private final String clientId = System.getProperty("load.client-id");
    private final String redirectUri = System.getProperty("load.redirect-uri");
    private final String basic = basic(clientId);
    private final String serviceBasic = basic(System.getProperty("load.service-id"));
    private final String[] cookies = System.getProperty("load.cookies").split("\\|");
    private final List<PopulationBuilder> phases = new ArrayList<>();

    /** A path: what is measured under a name, after what prepares for it. */
    private record Path(String name, ChainBuilder before, ChainBuilder measured, int perSecond) {}

    public Load() {
        List<Path> paths = paths();
        paths.removeIf(path -> !path.name().matches(System.getProperty("load.only", ".*")));
        for (Path path : paths) {
            phases.add(closed("warm-up " + path.name(), path, WARM_UP.dividedBy(paths.size())));
        }
        for (Path path : paths) {
            phases.add(closed("again " + path.name(), path, Duration.ofSeconds(3)));
            phases.add(closed("closed " + path.name(), path, COUNTED));
            phases.add(scenario("open " + path.name())
                    .exec(path.before())
                    .exec(group("open " + path.name()).on(path.measured()))
                    .injectOpen(constantUsersPerSec(path.perSecond()).during(COUNTED)));
        }
        PopulationBuilder all = phases.getLast();
        for (PopulationBuilder phase : phases.reversed().subList(1, phases.size())) {
            all = phase.andThen(all);
        }
        setUp(all).protocols(http.baseUrl(System.getProperty("load.base"))
                .disableFollowRedirect().disableCaching().disableAutoReferer().shareConnections());
    }

    private static String basic(String client) {
        return "Basic " + Base64.getEncoder().encodeToString(
                (client + ":" + System.getProperty("load.secret")).getBytes(StandardCharsets.UTF_8));
    }

    private static PopulationBuilder closed(String name, Path path, Duration length) {
        return scenario(name)
                .exec(path.before())
                .exec(during(length).on(group(name).on(path.measured())))
                .injectOpen(atOnceUsers(CLIENTS));
    }

    private List<Path> paths() {
        ChainBuilder nothing = exec(session -> session);
        List<Path> paths = new ArrayList<>(List.of(
                new Path("client credentials", nothing, exec(clientCredentials()), 60),
                new Path("code flow", nothing, exec(this::choose).exec(authorize()).exec(exchange()), 40),
                new Path("refresh", signedIn(), exec(refresh()), 30),
                new Path("userinfo", signedIn(), exec(userInfo()), 30),
                new Path("introspection", signedIn(), exec(introspect()), 30),
                new Path("discovery", nothing, exec(document("/.well-known/openid-configuration")), 60),
                new Path("JWKS", nothing, exec(document("/oauth2/jwks")), 60)));
        // The stock server knows no keys.
        if (System.getProperty("load.keys") != null) {
            CompleteSignInSteps steps = new CompleteSignInSteps(
                    Arrays.stream(System.getProperty("load.keys").split("\\|")).map(java.nio.file.Path::of),
                    System.getProperty("load.base"));
            paths.add(new Path("complete sign-in", nothing, steps.chain(authorization()), 10));
        }
        return paths;
    }

    private ChainBuilder signedIn() {
        return exec(this::choose).exec(authorize()).exec(exchange());
    }

    private Session choose(Session session) {
        return session.set("cookie", cookies[ThreadLocalRandom.current().nextInt(cookies.length)]);
    }

    private HttpRequestActionBuilder clientCredentials() {
        return http("client credentials").post("/oauth2/token")
                .header("Authorization", serviceBasic)
                .formParam("grant_type", "client_credentials")
                .check(status().is(200));
    }

    private HttpRequestActionBuilder authorize() {
        return http("authorize").get("/oauth2/authorize")
                .header("Cookie", "#{cookie}")
                .header("Accept", "text/html")
                .queryParamMap(authorization())
                .check(status().in(302, 303))
                .check(header("Location").transform(Load::code).saveAs("code"));
    }

    private Map<String, Object> authorization() {
        return Map.of(
                "response_type", "code", "client_id", clientId, "redirect_uri", redirectUri,
                "scope", "openid profile", "state", "s", "nonce", "n",
                "code_challenge", PlatformClient.challenge(), "code_challenge_method", "S256");
    }

    private static String code(String location) {
        int start = location.indexOf("code=");
        if (start < 0) {
            throw new IllegalStateException("no code in " + location);
        }
        int end = location.indexOf('&', start);
        return location.substring(start + 5, end < 0 ? location.length() : end);
    }

    private HttpRequestActionBuilder exchange() {
        return http("exchange").post("/oauth2/token")
                .header("Authorization", basic)
                .formParam("grant_type", "authorization_code")
                .formParam("code", "#{code}")
                .formParam("redirect_uri", redirectUri)
                .formParam("code_verifier", PlatformClient.VERIFIER)
                .check(status().is(200))
                .check(jsonPath("$.access_token").saveAs("access"))
                .check(jsonPath("$.refresh_token").saveAs("refresh"));
    }

    private HttpRequestActionBuilder refresh() {
        return http("refresh").post("/oauth2/token")
                .header("Authorization", basic)
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", "#{refresh}")
                .check(status().is(200))
                .check(jsonPath("$.refresh_token").saveAs("refresh"));
    }

    private HttpRequestActionBuilder userInfo() {
        return http("userinfo").get("/userinfo").header("Authorization", "Bearer #{access}").check(status().is(200));
    }

    private static HttpRequestActionBuilder document(String path) {
        return http("document").get(path).check(status().is(200));
    }

    private HttpRequestActionBuilder introspect() {
        return http("introspection").post("/oauth2/introspect")
                .header("Authorization", basic)
                .formParam("token", "#{access}")
                .check(status().is(200))
                .check(jsonPath("$.active").is("true"));
    }
}
