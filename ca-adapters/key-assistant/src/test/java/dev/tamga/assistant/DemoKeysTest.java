package dev.tamga.assistant;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.assistant.device.Signing;
import dev.tamga.assistant.software.SoftwareKey;
import dev.tamga.assistant.software.SoftwareKeys;
import dev.tamga.ca.Challenge;
import dev.tamga.forge.demo.DemoKey;
import dev.tamga.forge.demo.DemoWorld;

import static org.assertj.core.api.Assertions.assertThat;

class DemoKeysTest {
    private static final Challenge CHALLENGE = new Challenge(
            Challenge.Purpose.SIGN_IN,
            "http://localhost:9000",
            "n".repeat(43),
            Instant.ofEpochSecond(1_790_000_000),
            "-");

    @Test
    void everyDemoKeyIsListedAndSigns(@TempDir Path folder) throws Exception {
        DemoWorld world = DemoWorld.open(
                folder, Clock.fixed(RunningAssistant.NOW, ZoneOffset.UTC), "localhost", 9300);
        SoftwareKeys keys = new SoftwareKeys(world.keysFolder());

        assertThat(keys.unreadable()).isEmpty();
        assertThat(keys.list())
                .extracting(SoftwareKey::id)
                .containsExactlyInAnyOrderElementsOf(
                        world.keys().stream().map(DemoKey::name).toList());
        for (SoftwareKey key : keys.list()) {
            assertThat(key.mediumNumber()).hasSize(16);
            assertThat(key.seals().isEmpty()).as(key.id()).isEqualTo(key.id().equals("bjca-secondary"));
            assertThat(key.encryption()).isPresent();
            assertThat(verifies(key)).as(key.id()).isTrue();
        }
    }

    private static boolean verifies(SoftwareKey key) throws Exception {
        BouncyCastleProvider provider = new BouncyCastleProvider();
        boolean isSm2 = key.signing().algorithm().equals("SM2");
        Signature verifier = Signature.getInstance(isSm2 ? "SM3withSM2" : "SHA256withRSA", provider);
        verifier.initVerify(new JcaX509CertificateConverter()
                .setProvider(provider)
                .getCertificate(new X509CertificateHolder(key.certificate())));
        verifier.update(CHALLENGE.text().getBytes(StandardCharsets.US_ASCII));
        return key.sign(DemoWorld.PIN.toCharArray(), CHALLENGE) instanceof Signing.Signed signed
                && verifier.verify(signed.signature());
    }
}
