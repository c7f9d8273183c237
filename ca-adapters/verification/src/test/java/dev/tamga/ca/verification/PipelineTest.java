package dev.tamga.ca.verification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.CaId;
import dev.tamga.ca.HolderKind;
import dev.tamga.ca.KeyMedium;
import dev.tamga.ca.Verification;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.SigningAlgorithm;

import static dev.tamga.ca.verification.ForgedCa.DAY;
import static dev.tamga.ca.verification.ForgedCa.NOW;
import static dev.tamga.ca.verification.ForgedCa.code;
import static org.assertj.core.api.Assertions.assertThat;

/** One forged tree for each way in and each refusal of chain, profile and holder. */
class PipelineTest {
    @TempDir
    private Path folder;

    private ForgedCa ca;

    @BeforeEach
    void forgeCa() {
        ca = new ForgedCa();
    }

    @Test
    void soundSm2CertificateIsAccepted() {
        ForgedCertificate leaf = ca.enterprise().forge();

        Verification verification = ca.verify(ca.open(folder), leaf);

        VerifiedHolder holder = ((Verification.Accepted) verification).holder();
        assertThat(holder.ca()).isEqualTo(new CaId("forged"));
        assertThat(holder.kind()).isEqualTo(HolderKind.ENTERPRISE);
        assertThat(holder.name()).isEqualTo("青城公司");
        assertThat(holder.code()).contains(ForgedCa.CODE);
        assertThat(holder.region()).isEmpty();
        assertThat(holder.key().keyNumber()).isEqualTo(leaf.serialHex());
        assertThat(holder.key().medium()).isEqualTo(KeyMedium.SOFTWARE);
        assertThat(holder.key().notAfter()).isEqualTo(NOW.plus(DAY.multipliedBy(365)));
        assertThat(holder.key().issuer()).isEqualTo("CN=Issuing,O=Forged,C=CN");
    }

    @Test
    void soundRsaCertificateIsAccepted() {
        ca = new ForgedCa(ForgedKey.rsa(2048), ForgedKey.rsa(2048));

        assertThat(codeOf(ca.enterprise().key(ForgedKey.rsa(2048)))).isEqualTo("accepted");
    }

    @Test
    void chainOfEightIsAccepted() {
        List<ForgedCertificate> cas = new ArrayList<>();
        ForgedCertificate above = ca.root;
        for (int i = 0; i < 6; i++) {
            above = below(above, "CN=CA " + i);
            cas.add(above);
        }
        ca.fetcher.answering(ForgedCa.CRL, ForgedCa.goodCrl(above));

        assertThat(code(ca.verify(ca.open(folder, ca.root, cas), ForgedCa.enterprise(above).forge())))
                .isEqualTo("accepted");
    }

    @Test
    void intermediateWithoutItsIssuerIsIgnoredAndTheOthersWork() {
        ForgedCertificate orphan = ForgedCa.issuing(new ForgedCa().root).subject("CN=Orphan").forge();

        CaDirectory directory = ca.open(folder, ca.root, List.of(orphan, ca.issuing));

        assertThat(code(ca.verify(directory, ca.enterprise().forge()))).isEqualTo("accepted");
        assertThat(code(ca.verify(directory, ForgedCa.enterprise(orphan).forge()))).isEqualTo("unknown-ca");
    }

    @Test
    void issuingCaItselfCanBeTheAnchor() {
        CaDirectory directory = ca.open(folder, ca.issuing, List.of());

        assertThat(code(ca.verify(directory, ca.enterprise().forge()))).isEqualTo("accepted");
    }

    @Test
    void oneIssuingKeyWithTwoCertificatesIsAcceptedByTheValidOne() {
        ForgedKey key = ForgedKey.sm2();
        ForgedCertificate old = ForgedCa.issuing(ca.root).key(key).notAfter(NOW.minus(DAY)).forge();
        ForgedCertificate renewed = ForgedCa.issuing(ca.root).key(key).forge();
        ca.fetcher.answering(ForgedCa.CRL, ForgedCa.goodCrl(renewed));

        CaDirectory directory = ca.open(folder, ca.root, List.of(old, renewed));

        assertThat(code(ca.verify(directory, ForgedCa.enterprise(renewed).forge()))).isEqualTo("accepted");
    }

    @Test
    void certificateOfAStrangersCaIsUnknown() {
        ForgedCertificate stranger = Certificates.root().subject("C=CN", "O=Stranger")
                .valid(NOW.minus(DAY), NOW.plus(DAY)).forge();

        assertThat(codeOf(ForgedCa.enterprise(stranger))).isEqualTo("unknown-ca");
    }

    @Test
    void lookAlikeIssuerWithAnotherKeyIsUntrusted() {
        ForgedCa lookAlike = new ForgedCa();

        assertThat(codeOf(lookAlike.enterprise())).isEqualTo("untrusted-path");
    }

    @Test
    void issuerNamedByItsKeyIdIsNotBelievedWithoutItsSignature() {
        assertThat(codeOf(ca.enterprise().signedBy(ForgedKey.sm2()))).isEqualTo("untrusted-path");
    }

    @Test
    void issuerWithoutKeyIdsIsRecognisedByNameAndSignature() {
        assertThat(codeOf(ca.enterprise().withoutKeyIds())).isEqualTo("accepted");
        assertThat(codeOf(ca.enterprise().withoutKeyIds().signedBy(ForgedKey.sm2()))).isEqualTo("untrusted-path");
    }

    @Test
    void caWithoutImportedAnchorSaysSo() throws Exception {
        ca.open(folder);
        java.nio.file.Files.delete(folder.resolve("forged/anchors.pem"));
        java.nio.file.Files.delete(folder.resolve("forged/intermediates.pem"));
        CaDirectory directory = CaDirectory.open(folder);

        assertThat(directory.list()).noneMatch(CaEntry::hasAnchor);
        assertThat(code(ca.verify(directory, ca.enterprise().forge()))).isEqualTo("ca-without-anchor");
    }

    @Test
    void datesAreRefusedByTheirOwnNames() {
        assertThat(codeOf(ca.enterprise().notAfter(NOW.minusSeconds(1)))).isEqualTo("expired");
        assertThat(codeOf(ca.enterprise().notBefore(NOW.plusSeconds(1)))).isEqualTo("not-yet-valid");
    }

    @Test
    void expiredIssuingCaBreaksThePath() {
        ForgedCertificate expired = ForgedCa.issuing(ca.root).notAfter(NOW.minusSeconds(1)).forge();

        assertThat(codeBelow(expired)).isEqualTo("untrusted-path");
    }

    @Test
    void expiredAnchorBreaksThePath() {
        ForgedCertificate anchor = Certificates.root().subject("C=CN", "O=Forged", "CN=Old root")
                .valid(NOW.minus(DAY.multipliedBy(9)), NOW.minusSeconds(1)).forge();
        ForgedCertificate issuing = ForgedCa.issuing(anchor).forge();

        CaDirectory directory = ca.open(folder, anchor, List.of(issuing));

        assertThat(code(ca.verify(directory, ForgedCa.enterprise(issuing).forge()))).isEqualTo("untrusted-path");
    }

    @Test
    void pathLengthIsKept() {
        ForgedCertificate first = ForgedCa.issuing(ca.root).extension(ForgedExtension.ca(0)).forge();
        ForgedCertificate second = below(first, "CN=Second");

        CaDirectory directory = ca.open(folder, ca.root, List.of(first, second));

        assertThat(code(ca.verify(directory, ForgedCa.enterprise(second).forge()))).isEqualTo("untrusted-path");
    }

    @Test
    void nameConstraintsAreKept() {
        GeneralName elsewhere = new GeneralName(dev.tamga.forge.ForgedName.of("C=DE"));
        ForgedExtension constraint = ForgedExtension.of(
                Extension.nameConstraints.getId(),
                new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(elsewhere)}, null)).critical();

        assertThat(codeBelow(ForgedCa.issuing(ca.root).extension(constraint).forge())).isEqualTo("untrusted-path");
    }

    @Test
    void unknownCriticalExtensionIsRefused() {
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.utf8("1.2.3.4", "?").critical())))
                .isEqualTo("untrusted-path");
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.utf8("1.2.3.4", "?")))).isEqualTo("accepted");
    }

    @Test
    void algorithmsAreAllowedByList() {
        assertThat(codeOf(ca.enterprise().key(ForgedKey.rsa(1024)))).isEqualTo("weak-algorithm");
        assertThat(codeOf(ca.enterprise().key(ForgedKey.p256()))).isEqualTo("accepted");
        ca = new ForgedCa(ForgedKey.rsa(2048), ForgedKey.rsa(2048));
        assertThat(codeOf(ca.enterprise().algorithm(SigningAlgorithm.SHA1_WITH_RSA))).isEqualTo("weak-algorithm");
    }

    @Test
    void keyUseIsKept() {
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.keyUsage(ForgedExtension.ENCRYPTION))))
                .isEqualTo("encryption-certificate");
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.keyUsage(ForgedExtension.SINGLE))))
                .isEqualTo("accepted");
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.keyUsage(ForgedExtension.ISSUING))))
                .isEqualTo("untrusted-path");
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.keyUsage(KeyUsage.cRLSign))))
                .isEqualTo("not-for-signing");
        assertThat(codeOf(ca.enterprise().without(Extension.keyUsage.getId()))).isEqualTo("not-for-signing");
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.extendedKeyUsage(KeyPurposeId.id_kp_serverAuth))))
                .isEqualTo("not-for-signing");
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.extendedKeyUsage(KeyPurposeId.id_kp_clientAuth))))
                .isEqualTo("accepted");
    }

    @Test
    void caCertificateDoesNotSignIn() {
        ForgedExtension use = ForgedExtension.keyUsage(ForgedExtension.ISSUING | ForgedExtension.SIGNING);

        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.ca()).extension(use))).isEqualTo("not-for-signing");
    }

    @Test
    void policiesAreAdmittedByList() {
        ca.with("policies: any", "policies: [1.2.3.1]");

        assertThat(codeOf(ca.enterprise())).isEqualTo("policy-not-accepted");
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.policies("1.2.3.2"))))
                .isEqualTo("policy-not-accepted");
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.policies("1.2.3.2", "1.2.3.1"))))
                .isEqualTo("accepted");
    }

    @Test
    void testCertificatesUnderTheProductionKeyAreRefused() {
        ca.with("policies: any", """
                policies: any
                  test-marks:
                    - {extension: 1.2.3.30, values: ["1050"]}
                  test-crl-hosts: [test.example.org]""");

        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.utf8("1.2.3.30", "1050"))))
                .isEqualTo("test-certificate");
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.utf8("1.2.3.30", "1051")))).isEqualTo("accepted");
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.crl("http://TEST.example.org/1.crl"))))
                .isEqualTo("test-certificate");
    }

    @Test
    void keysIssuedElsewhereAreRefused() {
        ca.with("region: unknown", """
                region:
                    from: [{attribute: ST}]
                    accepted: [内蒙古自治区]""");

        VerifiedHolder holder = ((Verification.Accepted)
                ca.verify(ca.open(folder), ca.enterprise().forge())).holder();
        assertThat(holder.region()).contains("内蒙古自治区");
        assertThat(codeOf(ca.enterprise().subject("ST=江苏省", "O=金陵", "CN=金陵"))).isEqualTo("issued-elsewhere");
        assertThat(codeOf(ca.enterprise().subject("ST=江苏省", "ST=内蒙古自治区", "O=金陵"))).isEqualTo("issued-elsewhere");
        assertThat(codeOf(ca.enterprise().subject("O=金陵"))).isEqualTo("issued-elsewhere");
    }

    @Test
    void holderWhoIsNotNamedIsNotGuessed() {
        assertThat(codeOf(ca.enterprise().without(ForgedCa.CODE_OID))).isEqualTo("holder-unidentified");
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.utf8(ForgedCa.CODE_OID, "TEST002"))))
                .isEqualTo("holder-unidentified");
        assertThat(codeOf(ca.enterprise().extension(ForgedExtension.utf8(ForgedCa.CODE_OID, "911100006000017600"))))
                .isEqualTo("check-digit-wrong");
        assertThat(codeOf(ca.enterprise().subject("C=CN", "CN=无名"))).isEqualTo("holder-unidentified");
    }

    @Test
    void certificateWithCompanyAndPersonIsNeverTheEnterprise() {
        Verification both = ca.verify(ca.open(folder), ca.enterprise()
                .extension(ForgedExtension.utf8(ForgedCa.IDENTITY_OID, ForgedCa.IDENTITY)).forge());

        assertThat(both).isInstanceOfSatisfying(Verification.Accepted.class, accepted ->
                assertThat(accepted.holder().kind()).isEqualTo(HolderKind.ORGANIZATION_PERSON));
    }

    @Test
    void overlongNameIsNotMatched() {
        assertThat(codeOf(ca.enterprise().subject("O=" + "长".repeat(300)))).isEqualTo("holder-unidentified");
    }

    private String codeOf(Certificates leaf) {
        return code(ca.verify(ca.open(folder), leaf.forge()));
    }

    private String codeBelow(ForgedCertificate issuing) {
        CaDirectory directory = ca.open(folder, ca.root, List.of(issuing));
        return code(ca.verify(directory, ForgedCa.enterprise(issuing).forge()));
    }

    private static ForgedCertificate below(ForgedCertificate above, String name) {
        return ForgedCa.issuing(above).subject("C=CN", "O=Forged", name).forge();
    }
}
