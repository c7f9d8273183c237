package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.Verification;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.explain.ConfiguredExplainer;
import dev.tamga.ca.explain.Explanation;
import dev.tamga.ca.explain.RevocationLook;
import dev.tamga.forge.ForgedCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/** conf/ca as it ships: a CA by configuration alone, and what is said of keys that are not the enterprise's. */
class ShippedCasTest {
    private static final CaId CQCCA = new CaId("cqcca");

    @TempDir
    private Path folder;

    @Test
    void cqccaIsACaByConfigurationAlone() {
        CaEntry listed = CaDirectory.open(ShippedConf.FOLDER).find(CQCCA).orElseThrow();

        assertThat(listed.name("zh-CN")).isEqualTo("北京中认环宇（中认环宇CA）");
        assertThat(listed.service().lines()).containsExactly("13134715937");
        assertThat(listed.service().site()).contains("http://www.cqcca.com");
        assertThat(listed.service().renewal()).isEmpty();
        assertThat(listed.hasAnchor()).isFalse();
        assertThat(listed.tellsEmployeesApart()).isFalse();
    }

    @Test
    void cqccaIsListedWithItsAnchorOnceTheOperatorImportedIt() throws IOException {
        Samples.require();

        assertThat(Samples.directory(folder).find(CQCCA).orElseThrow().hasAnchor()).isTrue();
    }

    @Test
    void cqccasCertificatesAreRecognisedByNameUntilThen() throws IOException {
        ForgedCa other = new ForgedCa();
        ForgedCertificate named = ForgedCa.issuing(other.root).subject("C=CN", "O=CQC", "CN=CQC CA").forge();
        Path file = Files.write(folder.resolve("leaf"), ForgedCa.enterprise(named).forge().encoded());

        Explanation explanation = new ConfiguredExplainer(
                CaDirectory.open(ShippedConf.FOLDER), RevocationLook.NONE, ForgedCa.NOW).explain(file);

        assertThat(explanation.refusal().map(Refusal::code)).contains("ca-without-anchor");
        assertThat(explanation.ca()).contains(CQCCA);
    }

    @Test
    void casThatCannotTellEmployeesApartSaySo() {
        assertThat(CaDirectory.open(ShippedConf.FOLDER).list())
                .filteredOn(CaEntry::tellsEmployeesApart)
                .extracting(entry -> entry.id().value())
                .containsExactly("bjca", "cfca", "szca");
    }

    @Test
    void exceptionsOfTheShippedFolderAreThereForFormsToo() {
        assertThat(CaDirectory.open(ShippedConf.FOLDER).codeExceptions().codes()).contains("91350203M0001QAY9B");
    }

    /** Security checklist row 11: a name is nobody's; a key is of its CA and of the subject that the CA verified. */
    @Test
    void sameSubjectAtAnotherCaIsAnotherKeyOfAnotherIssuer() {
        ForgedCa one = new ForgedCa();
        ForgedCa two = new ForgedCa();
        one.write(folder.resolve("one"), one.root, java.util.List.of(one.issuing));
        two.write(folder.resolve("two"), two.root, java.util.List.of(two.issuing));
        CaDirectory directory = CaDirectory.open(folder);
        String serial = "1A10";

        VerifiedHolder first = holder(one.verify(directory, one.enterprise().serial(serial).forge()));
        VerifiedHolder second = holder(two.verify(directory, two.enterprise().serial(serial).forge()));

        assertThat(first.name()).isEqualTo(second.name());
        assertThat(first.key().subject()).isEqualTo(second.key().subject());
        assertThat(first.key().issuer()).isEqualTo(second.key().issuer());
        assertThat(first.key().keyNumber()).isEqualTo(second.key().keyNumber());
        assertThat(first.ca()).isNotEqualTo(second.ca());
        assertThat(first.key().issuerKeyId()).isNotEqualTo(second.key().issuerKeyId());
        assertThat(first.key().certificateHash()).isNotEqualTo(second.key().certificateHash());
    }

    private static VerifiedHolder holder(Verification verification) {
        return ((Verification.Accepted) verification).holder();
    }
}
