package dev.tamga.forge.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tamga.forge.BouncyCastle;
import dev.tamga.forge.Pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class DemoWorldTest {
    private static final Instant NOW = Instant.parse("2026-11-21T01:00:00Z");
    private static final MovingClock CLOCK = new MovingClock(NOW);

    @TempDir
    private static Path folder;

    private static DemoWorld world;
    private static KeyFolder keys;

    @BeforeAll
    static void open() throws IOException {
        world = DemoWorld.open(folder, CLOCK, "localhost", 9300);
        keys = new KeyFolder(world.keysFolder());
    }

    static Stream<DemoKey> keys() {
        return DemoKeys.list().stream();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keyOpensWithThePinAndBothItsChainsVerify(DemoKey key) throws Exception {
        KeyStore store = keys.open(key.name());

        for (String alias : List.of("signing", "encryption")) {
            Certificate[] chain = store.getCertificateChain(alias);
            assertThat(chain).hasSize(3);
            validate((X509Certificate) chain[0], Arrays.asList(chain));
            assertThat(signsFor(store, alias)).isTrue();
        }
        assertThat(store.getCertificate("signing").getPublicKey())
                .isNotEqualTo(store.getCertificate("encryption").getPublicKey());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void wrongPinDoesNotOpenAKey(DemoKey key) {
        assertThatThrownBy(() -> keys.load(key.name(), "654321")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keyShowsItsCertificatesAndSealsWithoutThePin(DemoKey key) throws Exception {
        Properties properties = properties(key.name());

        assertThat(properties.getProperty("label")).contains(key.holder().name());
        assertThat(properties.getProperty("medium-number")).matches("[0-9]{16}");
        String pem = Files.readString(world.keysFolder().resolve(key.name() + ".pem"));
        assertThat(Pem.read("CERTIFICATE", pem)).hasSize(2).first().isEqualTo(keys.signing(key.name()).getEncoded());
        assertThat(properties.containsKey("seal.1.image")).isEqualTo(!key.name().equals("bjca-secondary"));
        if (properties.containsKey("seal.1.image")) {
            byte[] png = Base64.getDecoder().decode(properties.getProperty("seal.1.image"));
            assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isPositive();
            assertThat(png).hasSizeLessThan(8_000);
        }
    }

    @Test
    void everyNameSaysDemo() throws Exception {
        for (DemoCa ca : DemoCa.values()) {
            for (String file : List.of("anchors.pem", "intermediates.pem")) {
                for (X509Certificate certificate : pem(ca.id(), file)) {
                    assertThat(certificate.getSubjectX500Principal().getName()).containsPattern("\\bDEMO\\b");
                }
            }
        }
        assertThat(pem("cfca", "anchors.pem")).hasSize(2);
        assertThat(keys().map(key -> key.holder().name()).filter(name -> !name.contains("演示")))
                .isEmpty();
    }

    @Test
    void validityRunsInWholeBeijingDays() throws Exception {
        X509Certificate current = keys.signing("bjca-enterprise");

        assertThat(current.getNotBefore()).isEqualTo(Date.from(Instant.parse("2026-11-20T16:00:00Z")));
        assertThat(current.getNotAfter()).isEqualTo(Date.from(Instant.parse("2028-11-21T15:59:59Z")));
        assertThat(keys.signing("bjca-expired").getNotAfter())
                .isEqualTo(Date.from(Instant.parse("2026-10-22T15:59:59Z")));
        assertThat(keys.signing("bjca-not-yet-valid").getNotBefore())
                .isEqualTo(Date.from(Instant.parse("2026-12-20T16:00:00Z")));
    }

    @Test
    void openingAgainReusesWhatIsThere(@TempDir Path own) throws Exception {
        DemoWorld.open(own, CLOCK, "localhost", 9300);
        Map<Path, String> first = digest(own);

        DemoWorld.open(own, CLOCK, "localhost", 9300);

        assertThat(digest(own)).isEqualTo(first);
    }

    @Test
    void interruptedForgingIsDoneAgain(@TempDir Path own) throws Exception {
        DemoWorld.open(own, CLOCK, "localhost", 9300);
        Files.delete(own.resolve("forge/world.properties"));
        Files.delete(own.resolve("forge/snca/root.pem"));
        Files.createDirectories(own.resolve(".forging-left/keys"));
        Files.writeString(own.resolve("keys/bjca-enterprise.tries"), "0");
        Files.writeString(own.resolve("keys/somebody-elses.p12"), "kept");

        DemoWorld again = DemoWorld.open(own, CLOCK, "localhost", 9300);

        assertThat(again.issuers()).hasSize(7);
        assertThat(own.resolve(".forging-left")).doesNotExist();
        assertThat(own.resolve("keys/bjca-enterprise.tries")).doesNotExist();
        assertThat(own.resolve("keys/somebody-elses.p12")).hasContent("kept");
    }

    @Test
    void anotherPortThanTheForgedOneIsSaid() {
        assertThatThrownBy(() -> DemoWorld.open(folder, CLOCK, "localhost", 9301))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("world.properties")
                .hasMessageContaining("localhost:9300")
                .hasMessageContaining("localhost:9301");
    }

    @Test
    void notYetValidKeyStaysNotYetValid(@TempDir Path own) throws Exception {
        MovingClock clock = new MovingClock(NOW);
        DemoWorld.open(own, clock, "localhost", 9300);
        clock.advance(Duration.ofDays(29));

        DemoWorld later = DemoWorld.open(own, clock, "localhost", 9300);

        X509Certificate certificate =
                new KeyFolder(later.keysFolder()).signing("bjca-not-yet-valid");
        assertThat(certificate.getNotBefore()).isAfter(Date.from(clock.instant()));
    }

    private static Map<Path, String> digest(Path own) throws IOException {
        try (Stream<Path> files = Files.walk(own)) {
            Map<Path, String> contents = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            }
            return contents;
        }
    }

    private static boolean signsFor(KeyStore store, String alias) throws Exception {
        X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
        boolean isRsa = certificate.getPublicKey().getAlgorithm().equals("RSA");
        Signature signature =
                Signature.getInstance(isRsa ? "SHA256WITHRSA" : "SM3WITHSM2", BouncyCastle.PROVIDER);
        signature.initSign((PrivateKey) store.getKey(alias, DemoWorld.PIN.toCharArray()));
        signature.update(new byte[] {1});
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(new byte[] {1});
        return signature.verify(signed);
    }

    private static void validate(X509Certificate leaf, List<Certificate> chain) throws Exception {
        PKIXParameters parameters =
                new PKIXParameters(Set.of(new TrustAnchor((X509Certificate) chain.getLast(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(leaf.getNotBefore().toInstant().plusSeconds(1)));
        CertPathValidator.getInstance("PKIX", BouncyCastle.PROVIDER)
                .validate(factory().generateCertPath(chain.subList(0, 2)), parameters);
    }

    private static Properties properties(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(world.keysFolder().resolve(name + ".properties"))) {
            properties.load(reader);
        }
        return properties;
    }

    private static List<X509Certificate> pem(String ca, String file) throws Exception {
        try (InputStream in = Files.newInputStream(world.caFolder().resolve(ca).resolve(file))) {
            Collection<? extends Certificate> all = factory().generateCertificates(in);
            return all.stream().map(X509Certificate.class::cast).toList();
        }
    }

    private static CertificateFactory factory() throws Exception {
        return CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER);
    }
}
