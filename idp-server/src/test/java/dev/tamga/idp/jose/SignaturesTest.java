package dev.tamga.idp.jose;

import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tamga.idp.TestClients;

import static org.assertj.core.api.Assertions.assertThat;

final class SignaturesTest {
    private static final JWTClaimsSet CLAIMS = new JWTClaimsSet.Builder().subject("s").build();

    static Stream<Object[]> keys() {
        return Stream.of(
                new Object[] {JWSAlgorithm.ES256, TestClients.P256}, new Object[] {JWSAlgorithm.RS256, TestClients.RSA},
                new Object[] {JWSAlgorithm.PS256, TestClients.RSA}, new Object[] {JWSAlgorithm.ES384, TestClients.P384});
    }

    @ParameterizedTest
    @MethodSource("keys")
    void whatTheChosenProviderSignsTheJdkVerifiesAndTheOtherWayRound(JWSAlgorithm algorithm, JWK key) throws Exception {
        SignedJWT ours = new SignedJWT(new JWSHeader(algorithm), CLAIMS);
        ours.sign(Signatures.signer(key));
        JWSVerifier jdk = algorithm.getName().startsWith("ES")
                ? new ECDSAVerifier(key.toECKey().toECPublicKey())
                : new RSASSAVerifier(key.toRSAKey());
        assertThat(SignedJWT.parse(ours.serialize()).verify(jdk)).isTrue();
        assertThat(ours.verify(Signatures.verifier(key.toPublicJWK()))).isTrue();

        String theirs = dev.tamga.idp.KeyClient.sign(new JWSHeader(algorithm), CLAIMS, key);
        assertThat(SignedJWT.parse(theirs).verify(Signatures.verifier(key.toPublicJWK()))).isTrue();
        String other = theirs.substring(0, theirs.lastIndexOf('.')) + "." + ours.serialize().split("\\.")[2];
        assertThat(SignedJWT.parse(other).verify(Signatures.verifier(key.toPublicJWK()))).as("of the same text").isTrue();
        SignedJWT changed = new SignedJWT(ours.getHeader().toBase64URL(),
                new JWTClaimsSet.Builder().subject("t").build().toPayload().toBase64URL(), ours.getSignature());
        assertThat(changed.verify(Signatures.verifier(key.toPublicJWK()))).isFalse();
    }

    @Test
    void theProviderIsNeverAmongThoseOfTheJvm() {
        Signatures.provider();
        assertThat(Stream.of(Security.getProviders()).map(java.security.Provider::getName).toList())
                .doesNotContain("AmazonCorrettoCryptoProvider");
    }

    @Test
    void onThisKindOfMachineTheFastProviderIsChosen() {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        boolean known = List.of("linux amd64", "linux aarch64").contains(machine.toLowerCase(Locale.ROOT));
        assertThat(Signatures.provider()).isEqualTo(known ? "AmazonCorrettoCryptoProvider" : "JDK");
    }
}
