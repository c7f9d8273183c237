package dev.tamga.idp.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.ca.yaml.YamlFault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class CaPlacesTest {
    private static final Path SHIPPED = Path.of(System.getProperty("tamga.root"), "conf", "ca");
    private static final CaDirectory DIRECTORY = CaDirectory.open(SHIPPED);

    @TempDir
    private Path folder;

    @Test
    void theShippedTableNamesEachCaOfTheDirectoryButOneAndItsInitialPin() {
        var rows = CaPlaces.open(SHIPPED, DIRECTORY).rows(Locale.SIMPLIFIED_CHINESE);

        assertThat(rows).hasSize(11);
        assertThat(rows).filteredOn(row -> row.place().equals("巴彦淖尔"))
                .singleElement()
                .satisfies(row -> assertThat(row.pin()).isEqualTo("00000000"));
        assertThat(rows).filteredOn(row -> row.place().equals("鄂尔多斯"))
                .singleElement()
                .satisfies(row -> assertThat(row.card()).isTrue());
        assertThat(rows).extracting(CaPlaces.Row::caId)
                .contains("bjca", "cfca", "snca", "nmgca", "szca", "cqcca").doesNotContain("gxca");
    }

    @Test
    void theTableIsThereInEnglish() {
        assertThat(CaPlaces.open(SHIPPED, DIRECTORY).rows(Locale.ENGLISH)).extracting(CaPlaces.Row::place)
                .contains("Bayannur").noneMatch(place -> place.codePoints().anyMatch(Character::isIdeographic));
    }

    @Test
    void withoutTheFileThereIsNoTable() {
        assertThat(CaPlaces.open(folder, DIRECTORY).rows(Locale.ENGLISH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "places: [{place: {zh-CN: 某地, en: Somewhere}, ca: nobody}]",
        "places: [{place: {zh-CN: 某地, en: Somewhere}, ca: bjca, initial-pin: secret}]",
        "places: [{place: {zh-CN: 某地}, ca: bjca}]",
        "places: [{place: {zh-CN: 某地, en: Somewhere}, ca: bjca, seal: x}]",
        "other: []"})
    void aWrongFileStopsTheStartWithItsName(String content) throws IOException {
        Files.writeString(folder.resolve("places.yml"), content);

        assertThatThrownBy(() -> CaPlaces.open(folder, DIRECTORY))
                .isInstanceOf(YamlFault.class)
                .hasMessageContaining("places.yml");
    }
}
