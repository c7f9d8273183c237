package dev.tamga.ca.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.ChainBuilder;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.crl.Crl;
import dev.tamga.ca.crl.UnusableCrl;
import dev.tamga.ca.crl.UnverifiedCrl;
import dev.tamga.ca.verification.Samples;

import static org.assertj.core.api.Assertions.assertThat;

/** The national root's CRLs of May 2022 on the certificates of the CAs below it. */
class NationalRootCrlTest {
    private static final Instant THEN = Instant.parse("2022-05-20T00:00:00Z");
    private static final String FOLDER = "national-root/";
    private static final List<String> ROOTS = List.of(
            "ROOTCA-NRCAC-SM2.pem", "gmssl-Civil-Servant-ROOT.pem", "gmssl-Device-ROOT.pem");

    @TempDir
    private Path crls;

    /** Those that the lists name are no longer among the operating CAs: their certificates are not at hand. */
    @Test
    void noneOfTheOperatingCasIsRevoked() throws IOException {
        Samples.require();
        for (String crl : List.of("ROOTCA", "Civil-Servant-ROOT", "Device-ROOT")) {
            Files.write(crls.resolve(crl), Samples.read(FOLDER + "gmssl-" + crl + ".crl"));
        }
        CrlFolder folder = CrlFolder.open(crls);
        TrustMaterial trust = trust();
        List<String> outcomes = cas().stream().map(ca -> check(folder, trust, ca, THEN)).toList();

        assertThat(folder.faults()).isEmpty();
        assertThat(outcomes).hasSize(86).containsOnly("good", "not-yet-valid");
        assertThat(outcomes).filteredOn("good"::equals).as("issued before May 2022").hasSize(69);
    }

    @Test
    void casThatTheListsNameAreRevoked() throws UnusableCrl {
        Samples.require();

        assertThat(reason(ROOTS.get(0), "gmssl-ROOTCA.crl", "12F2D09324B0A3EB7132AA7F24A8149A")).contains(0);
        assertThat(reason(ROOTS.get(0), "gmssl-ROOTCA.crl", "17591F6E224B3EB60A35DC48278C3774"))
                .as("cessationOfOperation").contains(5);
        assertThat(reason(ROOTS.get(0), "gmssl-ROOTCA.crl", "216BBEB74C02B68024A0ED70E8A9258C"))
                .as("superseded").contains(4);
        assertThat(reason(ROOTS.get(1), "gmssl-Civil-Servant-ROOT.crl", "4AA8C3AEC48536AFC0914F0659AE39C4"))
                .contains(0);
        assertThat(reason(ROOTS.get(2), "gmssl-Device-ROOT.crl", "5224FC62CBCF3E1D092538CA16573486")).contains(0);
        assertThat(reason(ROOTS.get(0), "gmssl-ROOTCA.crl", "4AA8C3AEC48536AFC0914F0659AE39C4"))
                .as("the other root's").isEmpty();
        assertThat(crl(ROOTS.get(0), "gmssl-ROOTCA.crl").count()).isEqualTo(18);
        assertThat(crl(ROOTS.get(0), "gmssl-ROOTCA.crl").find(
                root(ROOTS.get(0)).subject().x500(), new BigInteger("216BBEB74C02B68024A0ED70E8A9258C", 16)))
                .map(Crl.Entry::revokedAt).contains(Instant.parse("2014-03-11T02:18:47Z"));
    }

    private static Optional<Integer> reason(String root, String crl, String serial) throws UnusableCrl {
        return crl(root, crl).find(root(root).subject().x500(), new BigInteger(serial, 16)).map(Crl.Entry::reason);
    }

    private static Crl crl(String root, String crl) throws UnusableCrl {
        return UnverifiedCrl.read(Samples.read(FOLDER + crl)).verified(root(root));
    }

    private static TrustMaterial trust() {
        return TrustMaterial.openTolerant(ROOTS.stream().map(NationalRootCrlTest::root).toList(), List.of());
    }

    @Test
    void crlOf2022SaysNothingToday() throws IOException {
        Samples.require();
        Files.write(crls.resolve("ROOTCA"), Samples.read(FOLDER + "gmssl-ROOTCA.crl"));

        CrlFolder folder = CrlFolder.open(crls);
        TrustMaterial trust = trust();
        Instant today = Instant.parse("2026-11-21T00:00:00Z");

        assertThat(cas()).extracting(ca -> check(folder, trust, ca, today))
                .isSubsetOf("revocation-unavailable", "expired");
    }

    private static String check(CrlFolder folder, TrustMaterial trust, CertificateView ca, Instant at) {
        try {
            folder.check(new ChainBuilder(trust).check(ca, at), trust, Optional.empty(), at);
            return "good";
        } catch (Refused refused) {
            return refused.refusal().code();
        }
    }

    private static CertificateView root(String name) {
        return parse(Samples.read(FOLDER + name));
    }

    private static List<CertificateView> cas() throws IOException {
        try (Stream<Path> files = Files.list(Samples.FOLDER.resolve(FOLDER).resolve("rootca-operating"))) {
            return files.filter(file -> file.toString().endsWith(".crt"))
                    .sorted()
                    .map(file -> parse(bytes(file)))
                    .toList();
        }
    }

    private static byte[] bytes(Path file) {
        String text = new String(Samples.read(Samples.FOLDER.relativize(file).toString()), StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(
                text.replaceAll("(?s).*-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----.*", "$1"));
    }

    private static CertificateView parse(byte[] der) {
        try {
            return CertificateReader.parse(der);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
