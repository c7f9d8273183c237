package dev.tamga.ca.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.revocation.CrlFolder;
import dev.tamga.ca.verification.ForgedCa;
import dev.tamga.ca.verification.Samples;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.verification.ForgedCa.DAY;
import static dev.tamga.ca.verification.ForgedCa.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** Paths and revocation by anchors alone: what an auditor does with a folder of certificates. */
class AnchoredExplainerTest {
    private static final ForgedCa CA = new ForgedCa();

    @TempDir
    private Path folder;

    @Test
    void enterpriseCertificateIsAcceptedAndItsRevocationSaidToBeUnchecked() throws IOException {
        Explanation explanation = explain(CA.enterprise().forge());

        assertThat(explanation.isAccepted()).isTrue();
        assertThat(explanation.decision().step()).isEqualTo(Step.PATH);
        assertThat(explanation.revocation()).contains(Explanation.NOT_CHECKED);
        assertThat(explanation.notes()).contains("revocation was not checked");
        assertThat(explanation.ca()).isEmpty();
        assertThat(explanation.holder()).isEmpty();
        assertThat(explanation.findings()).extracting(Finding::step).containsExactly(Step.READ, Step.PATH);
    }

    @Test
    void caCertificatesAndAnchorsAreCheckedLikeAnyOther() throws IOException {
        assertThat(codeOf(explain(CA.issuing))).isEqualTo("accepted");
        assertThat(codeOf(explain(CA.root))).isEqualTo("accepted");
        assertThat(codeOf(explain(new ForgedCa().root))).isEqualTo("untrusted-path");
    }

    @Test
    void eachRuleHasItsCode() throws IOException {
        Instant earlier = NOW.minus(DAY.multipliedBy(400));

        assertThat(codeOf(explain(CA.enterprise().valid(earlier, NOW.minus(DAY)).forge()))).isEqualTo("expired");
        assertThat(codeOf(explain(CA.enterprise().valid(NOW.plus(DAY), NOW.plus(DAY.multipliedBy(2))).forge())))
                .isEqualTo("not-yet-valid");
        assertThat(codeOf(explain(new ForgedCa().enterprise().forge()))).isEqualTo("untrusted-path");
        assertThat(codeOf(explain(CA.enterprise().signedBy(ForgedKey.sm2()).forge()))).isEqualTo("untrusted-path");
        assertThat(codeOf(explain(CA.enterprise().key(ForgedKey.rsa(1024)).forge()))).isEqualTo("weak-algorithm");
    }

    @Test
    void certificatesThatComeWithItAreCandidatesForThePathAndNeverAnchors() throws IOException {
        ForgedCertificate leaf = CA.enterprise().forge();
        AnchoredExplainer withoutIntermediates = new AnchoredExplainer(
                views(CA.root), List.of(), RevocationLook.NONE, NOW);

        assertThat(codeOf(withoutIntermediates.explain(file(leaf.encoded())))).isEqualTo("untrusted-path");
        for (byte[] chain : List.of(
                CertificateFileTest.bag(CA.root, CA.issuing, leaf),
                (CA.issuing.pem() + leaf.pem()).getBytes(),
                (leaf.pem() + CA.issuing.pem() + CA.root.pem()).getBytes())) {
            Explanation explanation = withoutIntermediates.explain(file(chain));
            assertThat(codeOf(explanation)).isEqualTo("accepted");
            assertThat(explanation.certificate().orElseThrow().der()).isEqualTo(leaf.encoded());
        }
        ForgedCa other = new ForgedCa();
        assertThat(codeOf(withoutIntermediates.explain(
                file(CertificateFileTest.bag(other.root, other.issuing, other.enterprise().forge())))))
                .isEqualTo("untrusted-path");
    }

    @Test
    void ofASigningAndAnEncryptionCertificateTheSigningOneIsChecked() throws IOException {
        ForgedCertificate signing = CA.enterprise().forge();
        ForgedCertificate encryption = CA.enterprise()
                .extension(dev.tamga.forge.ForgedExtension.keyUsage(dev.tamga.forge.ForgedExtension.ENCRYPTION))
                .forge();

        assertThat(explain((encryption.pem() + signing.pem()).getBytes()).certificate().orElseThrow().keyNumber())
                .isEqualTo(signing.serialHex());
        assertThat(codeOf(explain(encryption))).isEqualTo("accepted");
    }

    @Test
    void crlsDecideWhereTheyAreThere() throws IOException {
        ForgedCertificate good = CA.enterprise().forge();
        ForgedCertificate revoked = CA.enterprise().forge();
        ForgedCertificate held = CA.enterprise().forge();
        Path crls = Files.createDirectories(folder.resolve("crls"));
        Files.write(crls.resolve("issuing.crl"), ForgedCa.crl(CA.issuing)
                .revoke(revoked, NOW.minus(DAY), RevocationReason.KEY_COMPROMISE)
                .revoke(held, NOW.minus(DAY), RevocationReason.CERTIFICATE_HOLD)
                .forge());

        assertThat(codeOf(explain(good, crls))).isEqualTo("accepted");
        assertThat(explain(good, crls).revocation()).contains(Explanation.GOOD);
        assertThat(explain(good, crls).decision().step()).isEqualTo(Step.REVOCATION);
        assertThat(codeOf(explain(revoked, crls))).isEqualTo("revoked");
        assertThat(codeOf(explain(held, crls))).isEqualTo("suspended");
        assertThat(explain(held, crls).decision().step()).isEqualTo(Step.REVOCATION);
    }

    @Test
    void aRevokedCaAndAMissingCrlRefuse() throws IOException {
        ForgedCertificate leaf = CA.enterprise().forge();
        Path crls = Files.createDirectories(folder.resolve("crls"));
        assertThat(codeOf(explain(leaf, crls))).isEqualTo("revocation-unavailable");

        Files.write(crls.resolve("issuing.crl"), ForgedCa.goodCrl(CA.issuing));
        Files.write(crls.resolve("root.crl"), ForgedCa.crl(CA.root)
                .revoke(CA.issuing, NOW.minus(DAY), RevocationReason.CA_COMPROMISE).forge());
        assertThat(codeOf(explain(leaf, crls))).isEqualTo("issuer-revoked");
    }

    @Test
    void foldersSkipAndReportWhatTheyCannotRead() throws IOException {
        Path mixed = Files.createDirectories(folder.resolve("mixed"));
        Files.write(mixed.resolve("a.p7b"), CertificateFileTest.bag(CA.root, CA.issuing));
        Files.writeString(mixed.resolve("b.pem"), CA.issuing.pem() + CA.root.pem());
        Files.writeString(mixed.resolve("c.txt"), "nothing");
        Files.createDirectories(mixed.resolve("sub"));

        CertificateFolder found = CertificateFolder.open(mixed);

        assertThat(found.certificates()).hasSize(4);
        assertThat(found.faults()).singleElement().asString().contains("c.txt").contains("no certificate");
        assertThat(CertificateFolder.open(mixed.resolve("b.pem")).certificates()).hasSize(2);
    }

    @ParameterizedTest(name = "{1} of the 86 operating CAs verify under {0}")
    @CsvSource({"ROOTCA-NRCAC-SM2.pem, 72", "gmssl-Civil-Servant-ROOT.pem, 12", "gmssl-Device-ROOT.pem, 2"})
    void nationalRootsCertifyTheOperatingCas(String root, int expected) throws IOException {
        Samples.require();
        Path national = Samples.FOLDER.resolve("national-root");
        List<CertificateView> anchor = CertificateFolder.open(national.resolve(root)).certificates();
        // The youngest began in 2026, the oldest ends in 2031.
        AnchoredExplainer explainer = new AnchoredExplainer(
                anchor, List.of(), RevocationLook.NONE, Instant.parse("2026-05-01T00:00:00Z"));

        try (var files = Files.list(national.resolve("rootca-operating"))) {
            List<Explanation> explanations = files.filter(file -> file.toString().endsWith(".crt"))
                    .map(explainer::explain).toList();
            assertThat(explanations).hasSize(86);
            assertThat(explanations.stream().filter(Explanation::isAccepted)).hasSize(expected);
            assertThat(explanations).filteredOn(one -> !one.isAccepted())
                    .allMatch(one -> one.refusal().orElseThrow().code().equals("untrusted-path"));
        }
    }

    @Test
    void thousandFilesAreQuick() throws IOException {
        AnchoredExplainer explainer = explainer(RevocationLook.NONE);
        Path file = file(CA.enterprise().forge().encoded());
        long start = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            assertThat(explainer.explain(file).isAccepted()).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    private Explanation explain(ForgedCertificate certificate) throws IOException {
        return explain(certificate.encoded());
    }

    private Explanation explain(byte[] content) throws IOException {
        return explainer(RevocationLook.NONE).explain(file(content));
    }

    private Explanation explain(ForgedCertificate certificate, Path crls) throws IOException {
        return explainer(RevocationLook.in(CrlFolder.open(crls))).explain(file(certificate.encoded()));
    }

    private static AnchoredExplainer explainer(RevocationLook revocation) throws IOException {
        return new AnchoredExplainer(views(CA.root), views(CA.issuing), revocation, NOW);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("file"), content);
    }

    static List<CertificateView> views(ForgedCertificate... certificates) throws IOException {
        List<CertificateView> views = new java.util.ArrayList<>();
        for (ForgedCertificate certificate : certificates) {
            views.add(dev.tamga.ca.chain.CertificateReader.parse(certificate.encoded()));
        }
        return views;
    }

    private static String codeOf(Explanation explanation) {
        return explanation.refusal().map(Refusal::code).orElse("accepted");
    }
}
