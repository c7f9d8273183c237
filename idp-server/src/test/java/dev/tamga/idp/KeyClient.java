package dev.tamga.idp;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import tools.jackson.databind.JsonNode;

import dev.tamga.idp.secret.Hash;

/** A platform that brings its own headers and forms, assertions (RFC 7523) and proofs (RFC 9449), right or wrong. */
public final class KeyClient {
    public static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI issuer;
    private final String id;

    public KeyClient(RunningTamga tamga, String id) {
        this.issuer = tamga.issuer();
        this.id = id;
    }

    /** An answer with its challenges. */
    public record Answer(int status, Map<String, List<String>> headers, String body) {
        public JsonNode json() {
            return PlatformClient.json(body);
        }

        public String text(String name) {
            return json().path(name).asString("");
        }

        public String challenges() {
            return String.join("; ", headers.getOrDefault("www-authenticate", List.of()));
        }
    }

    /** Headers and fields of one request, to be changed at will. */
    public static final class Form {
        private final List<String> headers = new ArrayList<>();
        private final List<String> fields = new ArrayList<>();

        public Form header(String name, String value) {
            headers.add(name);
            headers.add(value);
            return this;
        }

        public Form field(String name, String value) {
            fields.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                    + URLEncoder.encode(value, StandardCharsets.UTF_8));
            return this;
        }

        public Form fields(Map<String, String> all) {
            all.forEach(this::field);
            return this;
        }
    }

    public Answer post(String path, Form form) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(issuer.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.fields.stream().collect(Collectors.joining("&"))));
        return send(request, form.headers);
    }

    public Answer get(String path, Form form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(issuer.resolve(path)).GET(), form.headers);
    }

    private Answer send(HttpRequest.Builder request, List<String> headers) throws IOException, InterruptedException {
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers().map(), response.body());
    }

    /** A form with this platform's credentials: a key where it is registered for one, otherwise the secret in the header. */
    public Form authenticated() {
        boolean byKey = id.equals(TestClients.KEYS) || id.equals(TestClients.FAPI);
        return byKey ? asserted(assertion(Map.of())) : new Form().header("Authorization", basic(id, TestPlatforms.SECRET));
    }

    public static Form asserted(String assertion) {
        return new Form().field("client_assertion_type", ASSERTION_TYPE).field("client_assertion", assertion);
    }

    public static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** A good assertion but for the changes; a null value takes a claim out. */
    public String assertion(Map<String, Object> changes) {
        return assertion(changes, JWSAlgorithm.ES256, TestClients.P256);
    }

    public String assertion(Map<String, Object> changes, JWSAlgorithm algorithm, JWK key) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(id)
                .subject(id)
                .audience(issuer.toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
        changes.forEach(claims::claim);
        return sign(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims.build(), key);
    }

    /** A good proof but for the changes. */
    public String proof(JWK key, String method, String path, Map<String, Object> changes) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .issueTime(new Date())
                .claim("htm", method)
                .claim("htu", issuer + path);
        changes.forEach(claims::claim);
        return sign(header(key), claims.build(), key);
    }

    /** {@code typ} and {@code jwk} as RFC 9449 §4.2 has them. */
    public static JWSHeader header(JWK key) {
        JWSAlgorithm algorithm = key.getKeyType().getValue().equals("EC") ? JWSAlgorithm.ES256 : JWSAlgorithm.PS256;
        return new JWSHeader.Builder(algorithm).type(new JOSEObjectType("dpop+jwt")).jwk(key.toPublicJWK()).build();
    }

    public static String sign(JWSHeader header, JWTClaimsSet claims, JWK key) {
        try {
            JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, header.getAlgorithm());
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Map<String, Object> ath(String accessToken) {
        return Map.of("ath", Base64.getUrlEncoder().withoutPadding().encodeToString(Hash.sha256(accessToken)));
    }

    public static String thumbprint(JWK key) throws JOSEException {
        return key.computeThumbprint().toString();
    }

    /** Parameters of a good authorization request. */
    public Map<String, String> request() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", id);
        parameters.put("redirect_uri", TestPlatforms.redirectUri(id));
        parameters.put("scope", "openid profile account");
        parameters.put("state", "state-1");
        parameters.put("nonce", "nonce-1");
        parameters.put("code_challenge", PlatformClient.challenge());
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    /** The fields of a good code exchange. */
    public Map<String, String> exchange(String code) {
        Map<String, String> fields = new HashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", TestPlatforms.redirectUri(id));
        fields.put("code_verifier", PlatformClient.VERIFIER);
        return fields;
    }

    public static Map<String, String> refresh(String token) {
        return Map.of("grant_type", "refresh_token", "refresh_token", token);
    }

    public static Map<String, String> service() {
        return Map.of("grant_type", "client_credentials");
    }

    public Answer token(Form form, Map<String, String> fields) throws IOException, InterruptedException {
        return post("/oauth2/token", form.fields(fields));
    }
}
