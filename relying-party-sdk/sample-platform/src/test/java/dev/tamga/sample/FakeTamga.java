package dev.tamga.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The least provider that a platform's tests need: everybody who asks is signed in and consents. */
final class FakeTamga implements AutoCloseable {

    private final HttpServer server;
    private final ECKey key;
    private final Clock clock;
    private final Map<String, String> nonces = new ConcurrentHashMap<>();

    volatile Map<String, Object> userinfo = Map.of();
    /** Instead of a code, when set. */
    volatile String error;

    FakeTamga(Clock clock) throws IOException, JOSEException {
        this.clock = clock;
        this.key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", this::answer);
        server.start();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> write(exchange, 200, Map.of("issuer", issuer(),
                    "authorization_endpoint", issuer() + "/authorize", "token_endpoint", issuer() + "/token",
                    "userinfo_endpoint", issuer() + "/userinfo", "jwks_uri", issuer() + "/jwks",
                    "end_session_endpoint", issuer() + "/logout"));
            case "/jwks" -> write(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
            case "/authorize" -> authorize(exchange, parameters(exchange.getRequestURI().getRawQuery()));
            case "/token" -> token(exchange);
            case "/userinfo" -> {
                Map<String, Object> all = new HashMap<>(userinfo);
                all.put("sub", "subject");
                write(exchange, 200, all);
            }
            default -> write(exchange, 404, Map.of());
        }
    }

    private void authorize(HttpExchange exchange, Map<String, String> request) throws IOException {
        String code = Call.random();
        nonces.put(code, request.get("nonce"));
        String answer = error == null ? "code=" + code : "error=" + error;
        exchange.getResponseHeaders().set("Location", request.get("redirect_uri") + "?" + answer + "&state="
                + request.get("state") + "&iss=" + URLEncoder.encode(issuer(), StandardCharsets.UTF_8));
        write(exchange, 302, Map.of());
    }

    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String nonce = nonces.remove(parameters(body).get("code"));
        JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(issuer()).audience("150100").subject("subject")
                .issueTime(Date.from(clock.instant())).expirationTime(Date.from(clock.instant().plusSeconds(600)))
                .claim("nonce", nonce).claim("auth_time", clock.instant().getEpochSecond()).build();
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IOException(e);
        }
        write(exchange, 200, Map.of("access_token", "a", "token_type", "Bearer", "id_token", token.serialize()));
    }

    private static void write(HttpExchange exchange, int status, Map<String, Object> json) throws IOException {
        byte[] body = JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> all = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            all.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
