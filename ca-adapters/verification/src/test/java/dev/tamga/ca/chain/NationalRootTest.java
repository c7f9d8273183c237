package dev.tamga.ca.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.Refused;
import dev.tamga.ca.verification.Samples;

import static org.assertj.core.api.Assertions.assertThat;

/** The 86 operating CAs of the national root: real certificates, 72, 12 and 2 of them under three roots. */
class NationalRootTest {
    private static final Path FOLDER = Samples.FOLDER.resolve("national-root");
    private static final Instant AT = Instant.parse("2026-11-21T02:00:00Z");

    @BeforeAll
    static void haveSamples() {
        Samples.require();
    }

    @ParameterizedTest(name = "{1} verify under {0}")
    @CsvSource({"ROOTCA-NRCAC-SM2.pem, 72", "gmssl-Civil-Servant-ROOT.pem, 12", "gmssl-Device-ROOT.pem, 2"})
    void operatingCasVerifyUnderTheirRoot(String root, int expected) throws IOException {
        assertThat(verified(root)).hasSize(expected);
    }

    @Test
    void everyOneVerifiesUnderExactlyOneRoot() throws IOException {
        Set<String> all = new HashSet<>();
        int count = 0;
        for (String root : List.of("ROOTCA-NRCAC-SM2.pem", "gmssl-Civil-Servant-ROOT.pem", "gmssl-Device-ROOT.pem")) {
            all.addAll(verified(root));
            count += verified(root).size();
        }

        assertThat(count).isEqualTo(86);
        assertThat(all).hasSize(86);
    }

    @Test
    void noneVerifiesAmongAllOthersWithoutARoot() throws IOException {
        TrustMaterial material = TrustMaterial.openTolerant(List.of(), operating());
        for (CertificateView ca : operating()) {
            assertThat(isVerified(material, ca)).as(ca.subject().toString()).isFalse();
        }
    }

    private static Set<String> verified(String root) throws IOException {
        TrustMaterial material =
                TrustMaterial.openTolerant(List.of(read(FOLDER.resolve(root))), operating());
        Set<String> verified = new HashSet<>();
        for (CertificateView ca : operating()) {
            if (isVerified(material, ca)) {
                verified.add(ca.hash());
            }
        }
        return verified;
    }

    private static boolean isVerified(TrustMaterial material, CertificateView ca) {
        try {
            new ChainBuilder(material).check(ca, AT);
            return true;
        } catch (Refused refused) {
            assertThat(refused.refusal().code()).as(refused.getMessage()).isEqualTo("untrusted-path");
            return false;
        }
    }

    private static List<CertificateView> operating() throws IOException {
        List<CertificateView> cas = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER.resolve("rootca-operating"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".crt")).sorted().toList()) {
                cas.add(read(file));
            }
        }
        return cas;
    }

    private static CertificateView read(Path file) throws IOException {
        String pem = Files.readString(file, StandardCharsets.US_ASCII);
        return CertificateReader.parse(Base64.getMimeDecoder()
                .decode(pem.replaceAll("(?s).*-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----.*", "$1")));
    }
}
