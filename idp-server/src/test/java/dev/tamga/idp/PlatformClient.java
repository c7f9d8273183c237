package dev.tamga.idp;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tamga.idp.secret.Hash;

/** A relying platform that speaks the protocol by hand, so that it can also speak it wrongly. */
public final class PlatformClient {
    public static final String VERIFIER = "v".repeat(43);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI issuer;
    private final String id;

    public PlatformClient(RunningTamga tamga, String id) {
        this(tamga.issuer(), id);
    }

    /** One that talks to a node of several. */
    public PlatformClient(URI node, String id) {
        this.issuer = node;
        this.id = id;
    }

    /** Parameters of a good request, to be changed at will. */
    public Map<String, String> request() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", id);
        parameters.put("redirect_uri", TestPlatforms.redirectUri(id));
        parameters.put("scope", "openid profile organization account");
        parameters.put("state", "state-1");
        parameters.put("nonce", "nonce-1");
        parameters.put("code_challenge", challenge());
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    public static String challenge() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hash.sha256(VERIFIER));
    }

    public static String authorize(Map<String, String> parameters) {
        return "/oauth2/authorize?" + form(parameters);
    }

    /** A response of the token endpoint. */
    public record Answer(int status, JsonNode body) {
        public String text(String name) {
            return body.path(name).asString("");
        }
    }

    public Answer redeem(String code) throws Exception {
        return redeem(Map.of("code", code, "redirect_uri", TestPlatforms.redirectUri(id), "code_verifier", VERIFIER));
    }

    public Answer redeem(Map<String, String> parameters) throws Exception {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("grant_type", "authorization_code");
        return token(all);
    }

    public Answer refresh(String refreshToken) throws Exception {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    public Answer token(Map<String, String> parameters) throws Exception {
        return post("/oauth2/token", parameters);
    }

    /** RFC 9126. */
    public Answer push(Map<String, String> parameters) throws Exception {
        return post("/oauth2/par", parameters);
    }

    /** Posts a form as the authenticated platform. */
    public Answer post(String path, Map<String, String> parameters) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(issuer.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded");
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (id.equals("150100")) {
            String basic = Base64.getEncoder().encodeToString(
                    (id + ":" + TestPlatforms.SECRET).getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + basic);
        } else {
            all.put("client_id", id);
            all.put("client_secret", TestPlatforms.SECRET);
        }
        HttpResponse<String> response = http.send(
                request.POST(HttpRequest.BodyPublishers.ofString(form(all))).build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    public HttpResponse<String> userInfo(String accessToken) throws Exception {
        return http.send(
                HttpRequest.newBuilder(issuer.resolve("/userinfo"))
                        .header("Authorization", "Bearer " + accessToken).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    /** The claims of a JWT, unverified: what signs it is tested elsewhere. */
    public static JsonNode claims(String jwt) {
        return json(new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    /** The query parameters of a Location. */
    public static Map<String, String> query(HttpResponse<String> response) {
        String location = response.headers().firstValue("Location").orElse("?");
        return Arrays.stream(location.substring(location.indexOf('?') + 1).split("&"))
                .filter(pair -> pair.contains("="))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), (a, b) -> b));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
