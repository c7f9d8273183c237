package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.CaId;
import dev.tamga.ca.adapter.ConfigurationFault;
import dev.tamga.forge.ForgedCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class CaImportTest {
    private static final CaId FORGED = new CaId("forged");

    private final ForgedCa forged = new ForgedCa();

    @TempDir
    private Path folder;

    private CaImport imports;

    @BeforeEach
    void pinWithoutCertificates() throws IOException {
        forged.write(folder.resolve("forged"), forged.root, List.of(forged.issuing));
        Files.delete(folder.resolve("forged/anchors.pem"));
        Files.delete(folder.resolve("forged/intermediates.pem"));
        imports = new CaImport(folder);
    }

    private boolean hasAnchor() {
        return CaDirectory.open(folder).find(FORGED).orElseThrow().hasAnchor();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("forged"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatCaYmlPinsIsShownThenImported() throws IOException {
        String pem = "a comment\n" + forged.issuing.pem() + forged.root.pem();
        List<CaImport.Found> found = imports.inspect(pem);
        assertThat(found).extracting(CaImport.Found::ca).containsOnly(Optional.of(FORGED));
        assertThat(found).extracting(CaImport.Found::anchor).containsExactly(false, true);
        assertThat(found).allSatisfy(one -> assertThat(one.sha256()).matches("[0-9A-F]{64}"));
        assertThat(files()).as("looking changes nothing").containsExactly("ca.yml");

        imports.add(pem);
        imports.add(pem);
        assertThat(hasAnchor()).isTrue();
        assertThat(files()).containsExactly("anchors.pem", "ca.yml", "intermediates.pem");
        assertThat(PemFile.read(folder.resolve("forged/anchors.pem"))).as("once").hasSize(1);
    }

    @Test
    void anAnchorMayComeFirstAndItsIntermediateLater() {
        imports.add(forged.root.pem());
        imports.add(forged.issuing.pem());
        assertThat(hasAnchor()).isTrue();
    }

    @Test
    void whatNoCaYmlPinsIsRefusedAndNothingChanges() throws IOException {
        ForgedCa stranger = new ForgedCa();
        assertThat(imports.inspect(stranger.root.pem())).singleElement().satisfies(found ->
                assertThat(found.ca()).isEmpty());
        assertThatThrownBy(() -> imports.add(forged.root.pem() + stranger.root.pem()))
                .isInstanceOf(ConfigurationFault.class).hasMessageContaining("known-certificates");
        assertThat(files()).containsExactly("ca.yml");
    }

    @Test
    void whatTheServerWouldNotStartWithIsRefusedAndNothingChanges() throws IOException {
        ForgedCertificate holder = forged.enterprise().forge();
        forged.write(folder.resolve("forged"), forged.root, List.of(forged.issuing, holder));
        Files.delete(folder.resolve("forged/intermediates.pem"));
        assertThatThrownBy(() -> imports.add(holder.pem()))
                .isInstanceOf(ConfigurationFault.class)
                .hasMessageContaining("not a CA certificate").hasMessageContaining(folder.toString());
        assertThat(files()).containsExactly("anchors.pem", "ca.yml");
    }

    @Test
    void aRootOfSeveralCasGoesWhereTheFilesOtherCertificatesBelong() throws IOException {
        ForgedCa second = new ForgedCa();
        second.write(folder.resolve("other"), forged.root, List.of(second.issuing));
        Files.delete(folder.resolve("other/anchors.pem"));
        Files.delete(folder.resolve("other/intermediates.pem"));
        assertThat(imports.inspect(forged.root.pem())).extracting(CaImport.Found::ca)
                .containsExactly(Optional.of(FORGED), Optional.of(new CaId("other")));
        assertThat(imports.inspect(forged.root.pem() + forged.issuing.pem())).extracting(CaImport.Found::ca)
                .containsExactly(Optional.of(FORGED), Optional.of(FORGED));
    }

    @Test
    void garbageIsAFaultThatNamesNoTemporaryFile() {
        for (String garbage : List.of("", "no pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
            assertThatThrownBy(() -> imports.inspect(garbage))
                    .isInstanceOf(ConfigurationFault.class).hasMessageStartingWith("the file");
        }
    }
}
