package dev.tamga.ca.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.HolderKind;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.revocation.CrlFolder;
import dev.tamga.ca.revocation.RevocationChecker;
import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.ca.verification.ForgedCa;
import dev.tamga.ca.verification.Samples;
import dev.tamga.ca.verification.ShippedConf;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.verification.ForgedCa.CODE;
import static dev.tamga.ca.verification.ForgedCa.CODE_OID;
import static dev.tamga.ca.verification.ForgedCa.CRL;
import static dev.tamga.ca.verification.ForgedCa.DAY;
import static dev.tamga.ca.verification.ForgedCa.IDENTITY;
import static dev.tamga.ca.verification.ForgedCa.IDENTITY_OID;
import static dev.tamga.ca.verification.ForgedCa.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** Why could this company not sign in? Every step but the proof of possession, by the CAs' configuration. */
class ConfiguredExplainerTest {
    @TempDir
    private Path folder;

    private final ForgedCa ca = new ForgedCa();

    @Test
    void acceptedCertificateTellsItsHolder() throws IOException {
        Explanation explanation = explain(ca.enterprise());

        assertThat(explanation.isAccepted()).isTrue();
        assertThat(explanation.findings()).extracting(Finding::step).containsExactly(
                Step.READ, Step.ISSUER, Step.PATH, Step.PROFILE, Step.REVOCATION, Step.HOLDER);
        assertThat(explanation.ca().orElseThrow().value()).isEqualTo("forged");
        assertThat(explanation.holder().orElseThrow().kind()).isEqualTo(HolderKind.ENTERPRISE);
        assertThat(explanation.holder().orElseThrow().code()).contains(CODE);
        assertThat(explanation.revocation()).contains(Explanation.GOOD);
    }

    @Test
    void theStepThatRefusedIsTheLastOne() throws IOException {
        assertRefused("unknown-ca", Step.ISSUER, ForgedCa.enterprise(
                Certificates.root().subject("CN=Stranger").valid(NOW.minus(DAY), NOW.plus(DAY)).forge()));
        assertRefused("untrusted-path", Step.ISSUER, new ForgedCa().enterprise());
        assertRefused("expired", Step.PATH, ca.enterprise().valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY)));
        assertRefused("encryption-certificate", Step.PROFILE,
                ca.enterprise().extension(ForgedExtension.keyUsage(ForgedExtension.ENCRYPTION)));
        assertRefused("holder-unidentified", Step.HOLDER, ca.enterprise().without(CODE_OID));
        assertRefused("check-digit-wrong", Step.HOLDER,
                ca.enterprise().extension(ForgedExtension.utf8(CODE_OID, "91110000600001760A")));
    }

    @Test
    void revokedCertificateTellsItsHolderToo() throws IOException {
        var leaf = ca.enterprise().forge();
        ca.fetcher.answering(CRL, ForgedCa.crl(ca.issuing)
                .revoke(leaf, NOW.minus(DAY), RevocationReason.KEY_COMPROMISE).forge());

        Explanation explanation = explain(leaf.encoded(), RevocationLook.asking(new RevocationChecker(ca.fetcher)));

        assertThat(explanation.refusal().map(Refusal::code)).contains("revoked");
        assertThat(explanation.decision().step()).isEqualTo(Step.REVOCATION);
        assertThat(explanation.holder().orElseThrow().name()).isEqualTo("青城公司");
        assertThat(explanation.revocation()).isEmpty();
    }

    @Test
    void withoutNetworkNobodyIsAskedAndItIsSaid() throws IOException {
        Explanation explanation = explain(ca.enterprise().forge().encoded(), RevocationLook.NONE);

        assertThat(explanation.isAccepted()).isTrue();
        assertThat(explanation.revocation()).contains(Explanation.NOT_CHECKED);
        assertThat(ca.fetcher.asked()).isEmpty();
    }

    @Test
    void crlsOfAFolderStandInForTheCas() throws IOException {
        Path crls = Files.createDirectories(folder.resolve("crls"));
        byte[] leaf = ca.enterprise().forge().encoded();

        assertThat(explain(leaf, RevocationLook.in(CrlFolder.open(crls))).refusal().map(Refusal::code))
                .contains("revocation-unavailable");
        Files.write(crls.resolve("1.crl"), ForgedCa.goodCrl(ca.issuing));
        Files.write(crls.resolve("2.crl"), ForgedCa.goodCrl(ca.root));
        assertThat(explain(leaf, RevocationLook.in(CrlFolder.open(crls))).isAccepted()).isTrue();
        assertThat(ca.fetcher.asked()).isEmpty();
    }

    @Test
    void identityNumbersAreMaskedWhereverTheyStand() throws IOException {
        Explanation explanation = explain(ca.enterprise()
                .subject("C=CN", "O=青城公司", "OU=" + IDENTITY, "CN=041@0" + IDENTITY + "@张三@1")
                .extension(ForgedExtension.utf8(IDENTITY_OID, IDENTITY)));

        assertThat(explanation.holder().orElseThrow().kind()).isEqualTo(HolderKind.ORGANIZATION_PERSON);
        assertThat(explanation.findings().toString()).doesNotContain("19491231").contains("110***********002X");
    }

    @Test
    void shippedConfigurationNamesTheCaThatHasNoAnchorYet() {
        Samples.require();
        ConfiguredExplainer explainer = new ConfiguredExplainer(
                CaDirectory.open(ShippedConf.FOLDER), RevocationLook.NONE, NOW);

        Explanation explanation = explainer.explain(
                Samples.FOLDER.resolve("cfca/org-sm2-oca1-N91420103055737157W-2022.der"));

        assertThat(explanation.refusal().map(Refusal::code)).contains("ca-without-anchor");
        assertThat(explanation.ca().orElseThrow().value()).isEqualTo("cfca");
        assertThat(explanation.holder()).isEmpty();
    }

    @Test
    void realCertificatesAreExplainedByTheirCas() throws IOException {
        Samples.require();
        ConfiguredExplainer explainer = new ConfiguredExplainer(
                Samples.directory(folder), RevocationLook.NONE, java.time.Instant.parse("2023-01-01T00:00:00Z"));

        Explanation cfca = explainer.explain(
                Samples.FOLDER.resolve("cfca/org-sm2-oca1-N91420103055737157W-2022.der"));
        Explanation bjca = explainer.explain(
                Samples.FOLDER.resolve("bjca/org-bjca-91110108722619411A-test2020.der"));

        assertThat(cfca.isAccepted()).isTrue();
        assertThat(cfca.decision().facts()).contains("武汉合众易宝科技有限公司").contains("91420103055737157W");
        assertThat(bjca.refusal().map(Refusal::code)).contains("expired");
        assertThat(bjca.holder().orElseThrow().code()).contains("91110108722619411A");
    }

    private void assertRefused(String code, Step step, Certificates leaf) throws IOException {
        Explanation explanation = explain(leaf);

        assertThat(explanation.refusal().map(Refusal::code)).contains(code);
        assertThat(explanation.decision().step()).isEqualTo(step);
        assertThat(explanation.decision().isPassed()).isFalse();
        assertThat(explanation.decision().facts()).isNotBlank();
    }

    private Explanation explain(Certificates leaf) throws IOException {
        return explain(leaf.forge().encoded(), RevocationLook.asking(new RevocationChecker(ca.fetcher)));
    }

    private Explanation explain(byte[] leaf, RevocationLook revocation) throws IOException {
        Path file = Files.write(folder.resolve("file"), leaf);
        return new ConfiguredExplainer(ca.open(folder.resolve("conf")), revocation, NOW).explain(file);
    }
}
