package dev.tamga.idp.dpop;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.idp.KeyClient;
import dev.tamga.idp.MovableClock;
import dev.tamga.idp.Race;
import dev.tamga.idp.TestClients;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.replay.SpentJti;
import dev.tamga.idp.web.Issuer;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
final class DpopProofsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String HTU = "https://idp.example/oauth2/token";

    private final MovableClock clock = new MovableClock(NOW);
    private TestDatabase database;
    private SpentJti spent;
    private DpopProofs proofs;

    @BeforeEach
    void open() {
        database = TestDatabase.open();
        spent = new SpentJti(database.jdbi(), clock);
        proofs = new DpopProofs(new Issuer(URI.create("https://idp.example")), spent, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Map<String, Object> good() {
        Map<String, Object> claims = new HashMap<>();
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("htm", "POST");
        claims.put("htu", HTU);
        claims.put("iat", Date.from(NOW));
        return claims;
    }

    private static String proof(Map<String, Object> changes) {
        return proof(changes, KeyClient.header(TestClients.P256), TestClients.P256);
    }

    private static String proof(Map<String, Object> changes, JWSHeader header, JWK key) {
        Map<String, Object> claims = good();
        claims.putAll(changes);
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
        claims.forEach(builder::claim);
        return KeyClient.sign(header, builder.build(), key);
    }

    private DpopProof check(String... headers) {
        return proofs.check(new DpopProofs.Target(List.of(headers), "POST", "/oauth2/token"), Optional.empty());
    }

    @Test
    void aGoodProofGivesTheKeysThumbprint() throws Exception {
        assertThat(check(proof(Map.of())).key()).contains(KeyClient.thumbprint(TestClients.P256));
        assertThat(check(proof(Map.of(), KeyClient.header(TestClients.RSA), TestClients.RSA)).key())
                .contains(KeyClient.thumbprint(TestClients.RSA));
        assertThat(check()).isInstanceOf(DpopProof.None.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "https://idp.example/oauth2/token", "HTTPS://IDP.EXAMPLE/oauth2/token", "https://idp.example:443/oauth2/token",
        "https://idp.example/oauth2/token?x=y", "https://idp.example/oauth2/token#f", "https://idp.example/a/../oauth2/token",
        "https://idp.example/oauth2/%74oken"
    })
    void theAddressIsComparedInItsNormalForm(String address) {
        assertThat(check(proof(Map.of("htu", address)))).isInstanceOf(DpopProof.Proven.class);
    }

    static Stream<Map<String, Object>> wrongClaims() {
        Map<String, Object> noId = new HashMap<>();
        noId.put("jti", null);
        Map<String, Object> noTime = new HashMap<>();
        noTime.put("iat", null);
        return Stream.of(
                noId, noTime, Map.of("jti", ""), Map.of("jti", "x".repeat(201)), Map.of("jti", 7),
                Map.of("htm", "GET"), Map.of("htm", "post"), Map.of("htm", 7),
                Map.of("htu", "https://idp.example/userinfo"), Map.of("htu", "http://idp.example/oauth2/token"),
                Map.of("htu", "https://idp.example:8443/oauth2/token"), Map.of("htu", "https://attacker.example/oauth2/token"),
                Map.of("htu", "https://idp.example@attacker.example/oauth2/token"), Map.of("htu", "/oauth2/token"),
                Map.of("htu", "https://idp.example/oauth2/token/"), Map.of("htu", ":"), Map.of("htu", 7),
                Map.of("htu", HTU + "?" + "x".repeat(1000)), Map.of("htu", "https://idp.example/oauth2%2Ftoken"),
                Map.of("iat", Date.from(NOW.minusSeconds(61))), Map.of("iat", Date.from(NOW.plusSeconds(61))),
                Map.of("iat", "now"), Map.of("iat", Long.MAX_VALUE), Map.of("iat", 1e300), Map.of("iat", true));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void aWrongClaimIsRefused(Map<String, Object> changes) {
        assertThat(check(proof(changes))).isInstanceOf(DpopProof.Refused.class);
    }

    @Test
    void aWrongHeaderIsRefused() throws Exception {
        JWK p256 = TestClients.P256.toPublicJWK();
        JWSHeader.Builder base = new JWSHeader.Builder(JWSAlgorithm.ES256);
        JOSEObjectType type = new JOSEObjectType("dpop+jwt");
        assertThat(check(proof(Map.of(), base.type(type).build(), TestClients.P256))).as("no key").isInstanceOf(DpopProof.Refused.class);
        assertThat(check(proof(Map.of(), base.type(JOSEObjectType.JWT).jwk(p256).build(), TestClients.P256)))
                .isInstanceOf(DpopProof.Refused.class);
        assertThat(check(proof(Map.of(), KeyClient.header(TestClients.P256), new ECKeyGenerator(Curve.P_256).generate())))
                .as("signed by another key").isInstanceOf(DpopProof.Refused.class);
        JWK small = new RSAKeyGenerator(1024, true).generate();
        SignedJWT weak = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).type(type).jwk(small.toPublicJWK()).build(),
                SignedJWT.parse(proof(Map.of())).getJWTClaimsSet());
        weak.sign(new RSASSASigner(small.toRSAKey().toRSAPrivateKey(), Set.of(AllowWeakRSAKey.getInstance())));
        assertThat(check(weak.serialize())).as("RSA-1024").isInstanceOf(DpopProof.Refused.class);
        SignedJWT hmac = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).type(type).jwk(p256).build(),
                new JWTClaimsSet.Builder().claim("htm", "POST").claim("htu", HTU).issueTime(Date.from(NOW)).jwtID("j").build());
        hmac.sign(new MACSigner("x".repeat(32)));
        assertThat(check(hmac.serialize())).isInstanceOf(DpopProof.Refused.class);
    }

    @Test
    void aPrivateKeyInTheHeaderIsRefused() {
        String[] parts = proof(Map.of()).split("\\.");
        String header = new String(java.util.Base64.getUrlDecoder().decode(parts[0]), java.nio.charset.StandardCharsets.UTF_8)
                .replace("\"kty\":\"EC\"", "\"kty\":\"EC\",\"d\":\"" + TestClients.P256.getD() + "\"");
        String changed = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(
                header.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(header).contains("\"d\":");
        assertThat(check(changed + "." + parts[1] + "." + parts[2])).isInstanceOf(DpopProof.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "bnVsbA.e30.AA", "a.b.c", "e30.e30.e30", "eyJhbGciOiJub25lIn0.e30.", "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2Iiwiandr"
            + "Ijp7fX0.e30.AA", "\u0000", "€.€.€"})
    void garbageIsRefused(String garbage) {
        assertThat(check(garbage)).isInstanceOf(DpopProof.Refused.class);
        assertThat(check("x".repeat(100_000))).isInstanceOf(DpopProof.Refused.class);
    }

    @Test
    void twoProofsAreRefused() {
        assertThat(check(proof(Map.of()), proof(Map.of()))).isInstanceOf(DpopProof.Refused.class);
    }

    @Test
    void aProofIsGoodOnceOnAllNodesAndItsRowLeaves() throws Exception {
        String proof = proof(Map.of());
        assertThat(Race.run(20, i -> () -> check(proof))).filteredOn(DpopProof.Proven.class::isInstance).hasSize(1);
        DpopProofs otherNode = new DpopProofs(
                new Issuer(URI.create("https://idp.example")), new SpentJti(database.jdbi(), clock), clock);
        assertThat(otherNode.check(new DpopProofs.Target(List.of(proof), "POST", "/oauth2/token"), Optional.empty()))
                .isInstanceOf(DpopProof.Refused.class);
        assertThat(spent.deleteExpired()).isZero();
        clock.move(Duration.ofMinutes(3));
        assertThat(check(proof)).as("too old by now").isInstanceOf(DpopProof.Refused.class);
        assertThat(spent.deleteExpired()).isEqualTo(1);
    }

    @Test
    void atAResourceTheProofNamesTheToken() {
        DpopProofs.Target target = new DpopProofs.Target(List.of(proof(KeyClient.ath("token-1"))), "POST", "/oauth2/token");
        assertThat(proofs.check(target, Optional.of("token-2"))).isInstanceOf(DpopProof.Refused.class);
        assertThat(proofs.check(target, Optional.of("token-1"))).isInstanceOf(DpopProof.Proven.class);
        DpopProofs.Target without = new DpopProofs.Target(List.of(proof(Map.of())), "POST", "/oauth2/token");
        assertThat(proofs.check(without, Optional.of("token-1"))).isInstanceOf(DpopProof.Refused.class);
    }
}
