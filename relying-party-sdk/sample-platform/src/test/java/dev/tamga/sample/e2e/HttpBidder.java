package dev.tamga.sample.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;

/** A bidder without a browser: cookies, forms, no redirects followed. Each method is one exchange or says so. */
final class HttpBidder {
    private static final Pattern CSRF = Pattern.compile("name=\"(?:_csrf|csrf-token)\" (?:value|content)=\"([^\"]+)\"");
    private static final Pattern NONCE = Pattern.compile("\"nonce\":\"([^\"]+)\"");
    private static final Pattern EXPIRES = Pattern.compile("\"expires\":([0-9]+)");

    private final HttpClient http;
    private final String issuer;
    private final Map<String, String> cookies;
    private String csrf = "";

    HttpBidder(HttpClient http, String issuer) {
        this(http, issuer, Map.of());
    }

    /** The same browser after a restart of whatever: with the cookies that it had. */
    HttpBidder(HttpClient http, String issuer, Map<String, String> cookies) {
        this.http = http;
        this.issuer = issuer;
        this.cookies = new LinkedHashMap<>(cookies);
    }

    Map<String, String> cookies() {
        return Map.copyOf(cookies);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("_csrf", csrf);
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(all))));
    }

    /** Page, challenge, signature, form. */
    HttpResponse<String> bind(Company company) throws IOException, InterruptedException {
        get("/binding/enterprise");
        Map<String, String> form = company.bindingForm();
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("proof", company.proof(challenge(Purpose.BIND, Challenge.binds(form))));
        return post("/binding/enterprise", all);
    }

    /** Page, challenge, signature, form. */
    HttpResponse<String> signIn(Company company) throws IOException, InterruptedException {
        get("/sign-in");
        return post("/sign-in", Map.of("proof", company.proof(challenge(Purpose.SIGN_IN, Challenge.NOTHING))));
    }

    private Challenge challenge(Purpose purpose, String binds) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/challenge").header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", csrf)
                .POST(BodyPublishers.ofString("{\"purpose\":\"" + purpose.word() + "\"}")));
        Instant expiresAt = Instant.ofEpochSecond(Long.parseLong(group(EXPIRES, answer)));
        return new Challenge(purpose, issuer, group(NONCE, answer), expiresAt, binds);
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    /** A parameter of the address that an answer redirects to; empty where there is none. */
    static String parameter(HttpResponse<String> answer, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(location(answer));
        return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer).resolve(path))
                .timeout(Duration.ofSeconds(30));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.split(";")[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        Matcher token = CSRF.matcher(answer.body());
        if (token.find()) {
            csrf = token.group(1);
        }
        return answer;
    }

    private static String group(Pattern pattern, HttpResponse<String> answer) {
        Matcher found = pattern.matcher(answer.body());
        if (!found.find()) {
            throw new AssertionError(answer.uri() + " answered " + answer.statusCode() + " " + answer.body());
        }
        return found.group(1);
    }
}
