package dev.tamga.idp.jose;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.idp.KeyClient;
import dev.tamga.idp.TestClients;

import static org.assertj.core.api.Assertions.assertThat;

final class UntrustedJwtTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final JWK KEY = TestClients.P256.toPublicJWK();

    private static String signed(JWTClaimsSet claims) {
        return KeyClient.sign(new JWSHeader.Builder(JWSAlgorithm.ES256).build(), claims, TestClients.P256);
    }

    private static UntrustedJwt read(JWTClaimsSet claims) {
        return UntrustedJwt.read(signed(claims), UntrustedJwt.ALGORITHMS).orElseThrow();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSignatureIsOfTheKeyOrIsNot() {
        UntrustedJwt jwt = read(new JWTClaimsSet.Builder().subject("s").build());
        assertThat(jwt.isSignedBy(KEY)).isTrue();
        assertThat(jwt.isSignedBy(TestClients.P384.toPublicJWK())).isFalse();
        assertThat(jwt.isSignedBy(TestClients.RSA.toPublicJWK())).isFalse();
        JWK forAnother = new com.nimbusds.jose.jwk.ECKey.Builder(KEY.toECKey()).algorithm(JWSAlgorithm.ES384).build();
        assertThat(jwt.isSignedBy(forAnother)).as("a key that is for another algorithm").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "null", "[]", "7", "{\"alg\":null}", "{\"alg\":\"none\"}", "{\"alg\":\"HS256\"}", "{\"alg\":\"ES256K\"}",
        "{\"alg\":\"ES256\",\"alg\":\"none\"}", "{\"alg\":[\"ES256\"]}", "{\"alg\":\"ES256\",\"crit\":\"x\"}",
        "{\"alg\":\"ES256\",\"crit\":[]}", "{\"alg\":\"ES256\",\"jwk\":7}", "{\"alg\":\"ES256\",\"jwk\":{\"kty\":\"oct\"}}",
        "{\"alg\":\"ES256\",\"b64\":false,\"crit\":[\"b64\"]}", "{\"alg\":\"ES256\",\"zip\":7}"
    })
    void aHeaderIsReadOrRefusedAndNeverMore(String header) {
        String token = base64(header) + "." + base64("{\"sub\":\"s\"}") + "." + base64("x".repeat(64));
        UntrustedJwt.read(token, UntrustedJwt.ALGORITHMS).ifPresent(jwt -> assertThat(jwt.isSignedBy(KEY)).isFalse());
    }

    @Test
    void onlyListedAlgorithmsAreRead() {
        String token = signed(new JWTClaimsSet.Builder().subject("s").build());
        assertThat(UntrustedJwt.read(token, List.of("PS256"))).isEmpty();
        assertThat(UntrustedJwt.read(token, UntrustedJwt.FAPI_ALGORITHMS)).isPresent();
    }

    @Test
    void aCriticalHeaderThatNobodyKnowsRefuses() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .criticalParams(Set.of("urn:x")).customParam("urn:x", 1).build();
        String token = KeyClient.sign(header, new JWTClaimsSet.Builder().subject("s").build(), TestClients.P256);
        assertThat(UntrustedJwt.read(token, UntrustedJwt.ALGORITHMS).filter(jwt -> jwt.isSignedBy(KEY))).isEmpty();
    }

    @Test
    void changedBytesAreNeverAccepted() {
        String token = signed(new JWTClaimsSet.Builder().subject("s").issuer("i").jwtID("j").build());
        byte[] bytes = token.getBytes(StandardCharsets.US_ASCII);
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            byte[] changed = bytes.clone();
            int at = random.nextInt(changed.length);
            changed[at] = (byte) random.nextInt(256);
            String text = new String(changed, StandardCharsets.ISO_8859_1);
            boolean accepted = UntrustedJwt.read(text, UntrustedJwt.ALGORITHMS).filter(jwt -> jwt.isSignedBy(KEY)).isPresent();
            // The last character of a base64url part has bits that mean nothing.
            boolean harmless = text.equals(token) || at == changed.length - 1;
            assertThat(accepted && !harmless).as("byte %d is now %d", at, changed[at]).isFalse();
        }
    }

    @Test
    void theOtherAlphabetOfBase64IsNoSpellingOfAToken() {
        String token = "";
        while (!token.substring(token.lastIndexOf('.') + 1).contains("_")) {
            token = signed(new JWTClaimsSet.Builder().subject("s").build());
        }
        int at = token.lastIndexOf('_');
        String other = token.substring(0, at) + "/" + token.substring(at + 1);

        assertThat(UntrustedJwt.read(token, UntrustedJwt.ALGORITHMS)).isPresent();
        assertThat(UntrustedJwt.read(other, UntrustedJwt.ALGORITHMS)).isEmpty();
    }

    @Test
    void timesCountWithAMinuteOfSkew() {
        assertThat(timely(new JWTClaimsSet.Builder().expirationTime(at(-59)))).isTrue();
        assertThat(timely(new JWTClaimsSet.Builder().expirationTime(at(-60)))).isFalse();
        assertThat(timely(new JWTClaimsSet.Builder())).as("exp is required").isFalse();
        assertThat(timely(new JWTClaimsSet.Builder().expirationTime(at(60)).notBeforeTime(at(60)))).isTrue();
        assertThat(timely(new JWTClaimsSet.Builder().expirationTime(at(60)).notBeforeTime(at(61)))).isFalse();
        assertThat(timely(new JWTClaimsSet.Builder().expirationTime(at(60)).issueTime(at(61)))).isFalse();
    }

    private static Date at(int seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    private static boolean timely(JWTClaimsSet.Builder claims) {
        return read(claims.build()).isTimely(NOW, SKEW);
    }

    @Test
    void claimsOfAnotherTypeAreAbsent() {
        UntrustedJwt jwt = read(new JWTClaimsSet.Builder()
                .claim("htm", List.of("POST")).claim("x", Map.of("y", 1)).build());
        assertThat(jwt.id()).isEmpty();
        assertThat(jwt.text("htm")).isEmpty();
        assertThat(jwt.text("x")).isEmpty();
        assertThat(jwt.time("x")).isEmpty();
        assertThat(jwt.soleAudience()).isEmpty();
        assertThat(jwt.toString()).doesNotContain("jti");
    }
}
