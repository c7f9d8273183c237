package dev.tamga.idp.division;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.tamga.idp.division.Division.City;

import static org.assertj.core.api.Assertions.assertThat;

final class DivisionsTest {
    private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

    @Test
    void theTableHasTheTwelveLeaguesAndCitiesAndTheir103Divisions() {
        List<City> cities = Divisions.cities();
        assertThat(cities).hasSize(12);
        Stream<Division> counties = cities.stream().flatMap(city -> city.counties().stream());
        assertThat(counties.filter(county -> !county.chinese().equals("市辖区"))).hasSize(103);
        assertThat(cities).filteredOn(city -> city.division().chinese().endsWith("市"))
                .hasSize(9)
                .allSatisfy(city -> assertThat(city.counties().getFirst().chinese()).isEqualTo("市辖区"));
    }

    @Test
    void everyDivisionHasBothNamesAndSixDigits() {
        assertThat(Divisions.cities())
                .flatMap(City::counties)
                .allSatisfy(county -> {
                    assertThat(county.code()).matches("15[0-9]{4}");
                    assertThat(county.chinese()).matches("\\p{IsHan}+");
                    assertThat(county.english()).matches("[A-Z][A-Za-z ]+");
                });
    }

    @Test
    void namesAreThoseThatFormsPrint() {
        assertThat(Divisions.fullName("150201", CHINESE)).contains("内蒙古自治区·包头市·市辖区");
        assertThat(Divisions.fullName("150781", CHINESE)).contains("内蒙古自治区·呼伦贝尔市·满洲里市");
        assertThat(Divisions.fullName("152501", Locale.ENGLISH)).contains("Inner Mongolia · Xilingol League · Erenhot");
        assertThat(Divisions.fullName("150200", CHINESE)).contains("内蒙古自治区·包头市");
        assertThat(Divisions.fullName("110101", CHINESE)).isEmpty();
    }

    @Test
    void aCityIsNoThirdLevel() {
        assertThat(Divisions.isCounty("150200")).isFalse();
        assertThat(Divisions.isCounty("150203")).isTrue();
        assertThat(Divisions.isCounty("")).isFalse();
    }
}
