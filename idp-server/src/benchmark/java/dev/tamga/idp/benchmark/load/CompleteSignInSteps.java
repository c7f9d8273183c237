package dev.tamga.idp.benchmark.load;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;

import dev.tamga.ca.Challenge;
import dev.tamga.idp.benchmark.OpenKey;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.http.HttpDsl.flushCookieJar;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.headerRegex;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/**
 * From a platform's request to the code with the signature of any of some keys: six requests, as a browser with scripts
 * sends them.
 */
final class CompleteSignInSteps {
    private final List<OpenKey> keys;
    private final String issuer;

    CompleteSignInSteps(Stream<Path> keyFiles, String issuer) {
        this.keys = keyFiles.map(CompleteSignInSteps::open).toList();
        this.issuer = issuer;
    }

    private static OpenKey open(Path keyFile) {
        try {
            return OpenKey.open(keyFile);
        } catch (Exception e) {
            throw new IllegalStateException("cannot open " + keyFile, e);
        }
    }

    /** @param authorization the parameters of the platform's request */
    ChainBuilder chain(Map<String, Object> authorization) {
        return exec(flushCookieJar())
                .exec(http("sign-in: authorize").get("/oauth2/authorize").queryParamMap(authorization)
                        .check(status().is(303))
                        .check(headerRegex("Location", "request=([^&]+)").saveAs("request")))
                .exec(http("sign-in: page").get("/sign-in?request=#{request}")
                        .check(regex("name=\"csrf-token\" content=\"([^\"]+)\"").saveAs("csrf")))
                .exec(http("sign-in: challenge").post("/challenge")
                        .header("X-CSRF-TOKEN", "#{csrf}").header("Content-Type", "application/json")
                        .body(StringBody("{\"purpose\":\"sign-in\"}"))
                        .check(jsonPath("$.nonce").saveAs("nonce"))
                        .check(jsonPath("$.expires").saveAs("expires")))
                .exec(this::sign)
                .exec(http("sign-in: proof").post("/sign-in")
                        .formParam("_csrf", "#{csrf}").formParam("request", "#{request}").formParam("proof", "#{proof}")
                        .check(status().is(303))
                        .check(header("Location").saveAs("next")))
                .exec(http("sign-in: certificate").get("#{next}")
                        .check(status().is(200)))
                .exec(http("sign-in: code").get("/oauth2/authorize")
                        .queryParam("client_id", authorization.get("client_id"))
                        .queryParam("request_uri", "urn:ietf:params:oauth:request_uri:#{request}")
                        .check(status().is(303))
                        .check(headerRegex("Location", "[?&](code=[^&]+)").exists()));
    }

    private Session sign(Session session) {
        Challenge challenge = new Challenge(
                Challenge.Purpose.SIGN_IN, issuer, session.getString("nonce"),
                Instant.ofEpochSecond(Long.parseLong(session.getString("expires"))), Challenge.binds(Map.of()));
        try {
            OpenKey key = keys.get(ThreadLocalRandom.current().nextInt(keys.size()));
            return session.set("proof", key.proof(challenge));
        } catch (Exception e) {
            throw new IllegalStateException("the key does not sign", e);
        }
    }
}
