package dev.tamga.sample.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static dev.tamga.sample.e2e.HttpBidder.location;
import static dev.tamga.sample.e2e.HttpBidder.parameter;

/** What companies do while the provider may die: bind, sign in, consent, redeem. What was answered goes on record. */
final class CrashWork {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PLATFORM = "150100";

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final DemoPlace place;
    private final Confirmed confirmed;

    CrashWork(DemoPlace place, Confirmed confirmed) {
        this.place = place;
        this.confirmed = confirmed;
    }

    HttpBidder bidder(Map<String, String> cookies) {
        return new HttpBidder(http, place.origin("idp"), cookies);
    }

    void bind(Company company) throws IOException, InterruptedException {
        HttpResponse<String> answer = bidder(Map.of()).bind(company);
        expect(answer, location(answer).endsWith("/binding/done"));
        confirmed.bound(company);
    }

    /** From the sign-in page to the tokens; with consent where it is asked for. */
    void signIn(Company company) throws IOException, InterruptedException {
        HttpBidder bidder = bidder(Map.of());
        HttpResponse<String> signedIn = bidder.signIn(company);
        expect(signedIn, location(signedIn).contains("/sign-in/certificate"));
        confirmed.session(company, bidder.cookies());
        String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
        HttpResponse<String> code = code(bidder, verifier);
        confirmed.consent(company);
        JsonNode tokens = token(Map.of("grant_type", "authorization_code", "code", parameter(code, "code"),
                "redirect_uri", callback(), "code_verifier", verifier));
        confirmed.refreshToken(tokens.path("refresh_token").asString());
    }

    private HttpResponse<String> code(HttpBidder bidder, String verifier) throws IOException, InterruptedException {
        HttpResponse<String> answer = authorize(bidder, verifier);
        if (location(answer).contains("/consent")) {
            String request = parameter(answer, "request");
            bidder.get(location(answer));
            HttpResponse<String> allowed = bidder.post("/consent", Map.of("request", request, "decision", "allow"));
            // Consent leads back to the authorization endpoint.
            answer = location(allowed).startsWith(callback()) ? allowed : bidder.get(location(allowed));
        }
        expect(answer, !parameter(answer, "code").isEmpty());
        return answer;
    }

    /** A platform's request; the answer is the way back with a code where nothing has to be asked. */
    HttpResponse<String> authorize(HttpBidder bidder, String verifier) throws IOException, InterruptedException {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", PLATFORM);
        request.put("redirect_uri", callback());
        request.put("scope", "openid profile organization account");
        request.put("state", "s");
        request.put("nonce", "n");
        request.put("code_challenge", challenge(verifier));
        request.put("code_challenge_method", "S256");
        return bidder.get("/oauth2/authorize?" + HttpBidder.encoded(request));
    }

    JsonNode token(Map<String, String> form) throws IOException, InterruptedException {
        String secret = Files.readString(place.demo().resolve("platform/" + PLATFORM + ".secret")).strip();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(place.origin("idp") + "/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                                (PLATFORM + ":" + secret).getBytes(StandardCharsets.UTF_8)))
                        .POST(BodyPublishers.ofString(HttpBidder.encoded(form))).build(),
                BodyHandlers.ofString());
        expect(answer, answer.statusCode() == 200);
        return JSON.readTree(answer.body());
    }

    private String callback() {
        return place.origin("hohhot") + "/callback";
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256")
                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void expect(HttpResponse<String> answer, boolean isRight) {
        if (!isRight) {
            throw new AssertionError(answer.uri() + " answered " + answer.statusCode() + " " + location(answer) + " "
                    + answer.body());
        }
    }
}
