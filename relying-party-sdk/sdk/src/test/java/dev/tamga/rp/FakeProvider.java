package dev.tamga.rp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/** An OpenID provider on loopback that follows the rules until a test tells it to break one. */
public final class FakeProvider implements AutoCloseable {

    private record Pending(Map<String, String> request) {
    }

    private final HttpServer server;
    private final Clock clock;
    private final Map<String, Pending> codes = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final AtomicInteger serial = new AtomicInteger();

    /** Handlers that stand before the honest ones, by path. */
    public final Map<String, HttpHandler> overrides = new ConcurrentHashMap<>();
    /** Authorization header and form of each token request. */
    public final List<Map<String, String>> tokenRequests = new CopyOnWriteArrayList<>();
    /** Changes the ID token's claims before they are signed. */
    public volatile UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;
    /** Signs or missigns the ID token. */
    public volatile Signature signature = this::sign;
    /** What userinfo answers, beside sub. */
    public volatile Map<String, Object> userinfo = Map.of("name", "呼和浩特市青城建设工程有限公司（演示）");
    public volatile Consumer<Map<String, Object>> metadata = all -> { };
    public volatile ECKey key = newKey("k1");
    public volatile List<JWK> published = List.of(key.toPublicJWK());

    /** How an ID token is signed. */
    public interface Signature {
        String of(JWTClaimsSet claims) throws JOSEException;
    }

    private FakeProvider(Clock clock, HttpServer server) {
        this.clock = clock;
        this.server = server;
    }

    public static FakeProvider start(Clock clock) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        FakeProvider provider = new FakeProvider(clock, server);
        server.createContext("/", provider::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return provider;
    }

    /** RFC 9207 §3: false for a provider that leaves its name out. */
    volatile boolean namesItself = true;

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** How often a path was called. */
    public int calls(String path) {
        return calls.getOrDefault(path, new AtomicInteger()).get();
    }

    /** What the browser would do: sign in, consent, and come back with this address. */
    public String authorize(URI url) {
        Map<String, String> request = parameters(url.getRawQuery());
        String code = "code-" + serial.incrementAndGet();
        codes.put(code, new Pending(request));
        return request.get("redirect_uri") + "?" + Http.form(new LinkedHashMap<>(Map.of(
                "code", code, "state", request.get("state"), "iss", issuer())));
    }

    /** A callback with these parameters instead of the honest ones. */
    public static String callback(String... namesAndValues) {
        StringBuilder text = new StringBuilder("/callback?");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text.append(i == 0 ? "" : "&").append(namesAndValues[i]).append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    public static ECKey newKey(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String sign(JWTClaimsSet set) throws JOSEException {
        return sign(set, new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), key);
    }

    public static String sign(JWTClaimsSet set, JWSHeader header, ECKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(header, set);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    /** Writes one answer. */
    public static void write(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
        HttpHandler honest = switch (path) {
            case "/.well-known/openid-configuration" -> this::discovery;
            case "/jwks" -> e -> write(e, 200, new JWKSet(published).toString());
            case "/authorize" -> this::redirect;
            case "/token" -> this::token;
            case "/userinfo" -> this::userinfo;
            default -> e -> write(e, 404, "{}");
        };
        overrides.getOrDefault(path, honest).handle(exchange);
    }

    private void discovery(HttpExchange exchange) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("issuer", issuer());
        all.put("authorization_response_iss_parameter_supported", namesItself);
        all.put("authorization_endpoint", issuer() + "/authorize");
        all.put("token_endpoint", issuer() + "/token");
        all.put("userinfo_endpoint", issuer() + "/userinfo");
        all.put("end_session_endpoint", issuer() + "/connect/logout");
        all.put("jwks_uri", issuer() + "/jwks");
        metadata.accept(all);
        write(exchange, 200, JSONObjectUtils.toJSONString(all));
    }

    private void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", authorize(exchange.getRequestURI()));
        write(exchange, 302, "");
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = parameters(new String(exchange.getRequestBody().readAllBytes(),
                StandardCharsets.UTF_8));
        Map<String, String> seen = new LinkedHashMap<>(form);
        seen.put("Authorization", String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        tokenRequests.add(seen);
        boolean refresh = "refresh_token".equals(form.get("grant_type"));
        Pending pending = refresh ? new Pending(Map.of("client_id", "150100"))
                : codes.remove(form.getOrDefault("code", ""));
        boolean proven = refresh || pending != null
                && Text.hash(form.getOrDefault("code_verifier", "")).equals(pending.request.get("code_challenge"));
        write(exchange, proven ? 200 : 400, proven ? tokens(pending.request) : "{\"error\":\"invalid_grant\"}");
    }

    private String tokens(Map<String, String> request) {
        String accessToken = "access-" + serial.incrementAndGet();
        Date now = Date.from(clock.instant());
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder().issuer(issuer()).subject("abcdefghijklmnopqrstuvwxyz")
                .audience(request.get("client_id")).issueTime(now)
                        .expirationTime(Date.from(clock.instant().plusSeconds(600)))
                .claim("auth_time", clock.instant().getEpochSecond()).claim("nonce", request.get("nonce"))
                .claim("sid", "session-1").claim("at_hash", Text.leftHalfOfHash(accessToken));
        try {
            String idToken = signature.of(claims.apply(builder).build());
            return JSONObjectUtils.toJSONString(Map.of("access_token", accessToken, "token_type", "Bearer",
                    "expires_in", 300, "refresh_token", "refresh-" + serial.incrementAndGet(), "id_token", idToken));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void userinfo(HttpExchange exchange) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("sub", "abcdefghijklmnopqrstuvwxyz"));
        all.putAll(userinfo);
        boolean bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .startsWith("Bearer access-");
        write(exchange, bearer ? 200 : 401, bearer ? JSONObjectUtils.toJSONString(all) : "{}");
    }

    public static Map<String, String> parameters(String query) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            all.put(parts[0], URLDecoder.decode(parts.length == 2 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
