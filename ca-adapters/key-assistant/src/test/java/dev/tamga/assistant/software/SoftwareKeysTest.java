package dev.tamga.assistant.software;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.assistant.ForgedKey;
import dev.tamga.assistant.device.Signing;
import dev.tamga.assistant.device.UnreadableKey;
import dev.tamga.ca.Challenge;

import static org.assertj.core.api.Assertions.assertThat;

class SoftwareKeysTest {
    private static final Challenge CHALLENGE = new Challenge(
            Challenge.Purpose.SIGN_IN,
            "http://localhost:9000",
            "n".repeat(43),
            Instant.ofEpochSecond(1_790_000_000),
            "-");

    @TempDir
    private Path folder;

    private SoftwareKeys keys;

    @BeforeEach
    void open() {
        keys = new SoftwareKeys(folder);
    }

    @Test
    void missingFolderHasNoKeys() {
        assertThat(new SoftwareKeys(folder.resolve("later")).list()).isEmpty();
    }

    @Test
    void keysAreSortedById() throws Exception {
        ForgedKey.rsa(folder, "b");
        ForgedKey.sm2(folder, "a");

        assertThat(keys.list()).extracting(SoftwareKey::id).containsExactly("a", "b");
    }

    @Test
    void eachBrokenFileIsNamed() throws Exception {
        Files.writeString(folder.resolve("garbage.p12"), "garbage");
        Files.write(folder.resolve("huge.p12"), new byte[KeyFiles.MAX_BYTES + 1]);
        Files.createDirectory(folder.resolve("folder.p12"));
        byte[] good = Files.readAllBytes(ForgedKey.sm2(folder, "truncated").file(".p12"));
        Files.write(folder.resolve("truncated.p12"), Arrays.copyOf(good, good.length / 2));
        Files.delete(ForgedKey.sm2(folder, "hidden").file(".pem"));
        Files.writeString(ForgedKey.sm2(folder, "no-certificate").file(".pem"), "hello");
        Files.writeString(ForgedKey.sm2(folder, "wrong-certificate").file(".pem"),
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");
        Files.writeString(ForgedKey.sm2(folder, "wrong-medium").file(".properties"), "medium-number=12 34");
        Files.writeString(ForgedKey.sm2(folder, "wrong-escape").file(".properties"), "label=\\u12");
        Files.write(ForgedKey.sm2(folder, "not-utf8").file(".properties"), new byte[] {'a', '=', (byte) 0xff});
        Files.writeString(ForgedKey.sm2(folder, "wrong-seal").file(".properties"),
                "seal.1.name=x\nseal.1.kind=unit\nseal.1.image=R0lGODlh");

        Map<String, String> reasons =
                keys.unreadable().stream().collect(Collectors.toMap(UnreadableKey::id, UnreadableKey::reason));

        assertThat(keys.list()).isEmpty();
        assertThat(reasons)
                .containsEntry("garbage", "garbage.p12 is not a PKCS#12 file")
                .containsEntry("huge", "huge.p12 is larger than 262144 bytes")
                .containsEntry("folder", "folder.p12 cannot be read")
                .containsEntry("truncated", "truncated.p12 is not a PKCS#12 file")
                .containsEntry("hidden",
                        "hidden.pem is missing: the certificates of hidden are hidden behind its PIN")
                .containsEntry("no-certificate",
                        "no-certificate.pem has 0 certificates; expected the signing and the encryption one")
                .containsEntry("wrong-certificate", "wrong-certificate.pem holds a certificate that is not one")
                .containsEntry("wrong-medium",
                        "wrong-medium.properties has a medium-number that is not digits or letters")
                .containsEntry("wrong-escape", "wrong-escape.properties is not a properties file in UTF-8")
                .containsEntry("not-utf8", "not-utf8.properties is not a properties file in UTF-8")
                .containsEntry("wrong-seal", "wrong-seal.properties has a seal.1.image that is not a PNG in base64")
                .hasSize(11);
    }

    @Test
    void keyWithoutPropertiesIsNamedByItsId() throws Exception {
        Files.delete(ForgedKey.sm2(folder, "bare").file(".properties"));

        SoftwareKey key = keys.find("bare").orElseThrow();

        assertThat(key.label()).isEqualTo("bare");
        assertThat(key.mediumNumber()).isEmpty();
        assertThat(key.seals()).isEmpty();
    }

    @Test
    void revealShowsTheCertificatesOfAPkcs12() throws Exception {
        ForgedKey forged = ForgedKey.sm2(folder, "hidden");
        Files.delete(forged.file(".pem"));
        assertThat(keys.find("hidden")).isEmpty();
        assertThat(keys.reveal("hidden", "000000".toCharArray())).isFalse();

        assertThat(keys.reveal("hidden", ForgedKey.PIN.toCharArray())).isTrue();

        SoftwareKey key = keys.find("hidden").orElseThrow();
        assertThat(key.certificate()).isEqualTo(forged.signing().getEncoded());
        assertThat(key.encryption()).isPresent();
        assertThat(key.triesLeft()).isEqualTo(6);
        assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void keyThatShowsAnotherCertificateDoesNotSign() throws Exception {
        ForgedKey forged = ForgedKey.sm2(folder, "swapped");
        Files.copy(ForgedKey.rsa(folder, "other").file(".pem"), forged.file(".pem"),
                StandardCopyOption.REPLACE_EXISTING);

        Signing signing = keys.find("swapped").orElseThrow().sign(ForgedKey.PIN.toCharArray(), CHALLENGE);

        assertThat(signing).isEqualTo(
                new Signing.Unusable("swapped shows another certificate than it holds"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "7", "-1", "\u0000", "９"})
    void unknownRetryCounterCountsAsLocked(String content) throws Exception {
        ForgedKey forged = ForgedKey.sm2(folder, "key");
        Files.writeString(forged.file(".tries"), content);

        SoftwareKey key = keys.find("key").orElseThrow();

        assertThat(key.triesLeft()).isZero();
        assertThat(key.sign(ForgedKey.PIN.toCharArray(), CHALLENGE)).isEqualTo(new Signing.PinLocked());
    }

    @Test
    void deletingTheRetryCounterUnlocks() throws Exception {
        ForgedKey forged = ForgedKey.sm2(folder, "key");
        Files.writeString(forged.file(".tries"), "0");
        Files.delete(forged.file(".tries"));

        assertThat(keys.find("key").orElseThrow().sign(ForgedKey.PIN.toCharArray(), CHALLENGE))
                .isInstanceOf(Signing.Signed.class);
    }

    @Test
    void tryIsPaidForBeforeItIsMade() {
        PinTries tries = new PinTries(folder.resolve("key.tries"));

        tries.spend(() -> {
            // What a process killed at this moment leaves behind.
            assertThat(tries.left()).isEqualTo(5);
            return Optional.empty();
        });

        assertThat(tries.left()).isEqualTo(5);
    }

    @Test
    void oneAttemptRunsAtATime() throws Exception {
        PinTries tries = new PinTries(folder.resolve("key.tries"));
        AtomicInteger inside = new AtomicInteger();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 64; i++) {
                pool.execute(() -> tries.spend(() -> {
                    seen.add(inside.incrementAndGet());
                    inside.decrementAndGet();
                    return Optional.empty();
                }));
            }
        }

        assertThat(seen).containsExactly(1);
        assertThat(tries.left()).isZero();
    }
}
