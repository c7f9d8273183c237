package dev.tamga.idp.signingkey;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.secret.MasterKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Tag("database")
final class SigningKeysTest {
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.open();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private SigningKeys keys(int master) {
        byte[] key = new byte[32];
        key[0] = (byte) master;
        return new SigningKeys(
                database.jdbi(), MasterKey.of("TAMGA_MASTER_KEY", Base64.getEncoder().encodeToString(key)),
                new SecureRandom(), Clock.systemUTC());
    }

    @Test
    void keysAreMadeOnceAndKept() {
        SigningKeys first = keys(1);
        first.open();
        SigningKeys afterRestart = keys(1);
        afterRestart.open();
        assertThat(afterRestart.publicKeys().getKeys()).hasSize(2)
                .isEqualTo(first.publicKeys().getKeys())
                .noneMatch(JWK::isPrivate);
    }

    @Test
    void anotherMasterKeyStopsTheStartWithoutTellingEither() {
        keys(1).open();
        assertThatThrownBy(() -> keys(2).open())
                .hasMessageContaining("TAMGA_MASTER_KEY")
                .hasMessageNotContaining("AAAA");
    }

    @Test
    void aTokenOfOursIsRecognisedAndNoOther() throws Exception {
        SigningKeys ours = keys(1);
        ours.open();
        for (String algorithm : SigningKeys.ALGORITHMS) {
            SignedJWT token = SignedJWT.parse(ours.sign(algorithm, "JWT", new JWTClaimsSet.Builder().subject("s").build()));
            assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
            assertThat(ours.isOurs(token)).isTrue();
            String changed = token.getParsedParts()[0] + "." + token.getParsedParts()[1] + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
            assertThat(ours.isOurs(SignedJWT.parse(changed))).isFalse();
        }
        try (TestDatabase other = TestDatabase.open()) {
            SigningKeys strangers = new SigningKeys(
                    other.jdbi(), MasterKey.of("k", Base64.getEncoder().encodeToString(new byte[32])),
                    new SecureRandom(), Clock.systemUTC());
            strangers.open();
            String token = strangers.sign("ES256", "JWT", new JWTClaimsSet.Builder().subject("s").build());
            assertThat(ours.isOurs(SignedJWT.parse(token))).isFalse();
        }
    }

    @Test
    void aMasterKeyOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> MasterKey.of("TAMGA_MASTER_KEY", "c2hvcnQ="))
                .hasMessageContaining("TAMGA_MASTER_KEY").hasMessageContaining("32 bytes")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> MasterKey.of("TAMGA_MASTER_KEY", null)).hasMessageContaining("openssl rand");
    }
}
