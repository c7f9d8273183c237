package dev.tamga.ca.vector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tamga.ca.SignInProof;
import dev.tamga.ca.verification.CertificateVerifier;
import dev.tamga.ca.verification.FakeFetcher;
import dev.tamga.ca.verification.ForgedCa;
import dev.tamga.ca.verification.TestChallenge;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.Pem;

import static dev.tamga.ca.verification.ForgedCa.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** Every vector through the whole pipeline, at the instant for which they were forged. */
class VectorsTest {
    @TempDir
    private static Path conf;

    private static CertificateVerifier verifier;

    @BeforeAll
    static void openTheVectorsCa() throws IOException {
        List<ForgedCertificate> ca = certificates("ca.pem");
        List<byte[]> crls = Pem.read("CRL", text("crl.pem"));
        FakeFetcher fetcher = new FakeFetcher()
                .answering(ForgedCa.ROOT_CRL, crls.get(0))
                .answering(ForgedCa.CRL, crls.get(1));
        verifier = new CertificateVerifier(
                new ForgedCa().open(conf, ca.get(0), ca.subList(1, 2)), fetcher, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Vector.FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream()
                    .map(Path::getFileName);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void vectorHasTheExpectedOutcome(Path file) throws IOException {
        Vector vector = Vector.read(Vector.FOLDER.resolve(file));
        SignInProof proof = new SignInProof(vector.certificate(), vector.text(), vector.signature());

        assertThat(ForgedCa.code(verifier.verify(proof, TestChallenge.at(NOW))))
                .as(vector.about())
                .isEqualTo(vector.expect());
    }

    @Test
    void allFamiliesAreThere() throws IOException {
        assertThat(files().map(file -> file.toString().replaceFirst("-.*", ""))).contains("sm2", "p256", "p384", "rsa",
                "cms", "key", "text");
        assertThat(files().count()).isGreaterThan(200);
    }

    @Test
    void noPrivateKeyIsKept() throws IOException {
        try (Stream<Path> files = Files.walk(Vector.FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("PRIVATE KEY");
            }
        }
    }

    private static List<ForgedCertificate> certificates(String file) throws IOException {
        return Pem.read("CERTIFICATE", text(file)).stream()
                .map(der -> ForgedCertificate.of(der, null, null))
                .toList();
    }

    private static String text(String file) throws IOException {
        return Files.readString(Vector.FOLDER.resolve(file), StandardCharsets.US_ASCII);
    }
}
