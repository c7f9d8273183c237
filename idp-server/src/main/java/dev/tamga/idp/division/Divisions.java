package dev.tamga.idp.division;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tamga.idp.division.Division.City;

/** The table {@code divisions/150000.tsv}: 12 leagues and cities, their 103 banners, counties, districts and cities. */
public final class Divisions {
    private static final String REGION = "150000";
    private static final Map<String, Division> TABLE = read();

    private Divisions() {}

    private static Map<String, Division> read() {
        Map<String, Division> table = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Divisions.class.getResourceAsStream("/divisions/" + REGION + ".tsv"), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t")).forEach(columns ->
                    table.put(columns[0], new Division(columns[0], columns[1], columns[2])));
        } catch (IOException e) {
            throw new UncheckedIOException("divisions/" + REGION + ".tsv cannot be read", e);
        }
        return table;
    }

    /** Every league and city with its divisions, by code. */
    public static List<City> cities() {
        return TABLE.values().stream()
                .filter(Division::isCity)
                .map(city -> new City(city, countiesOf(city)))
                .toList();
    }

    private static List<Division> countiesOf(Division city) {
        return TABLE.values().stream()
                .filter(division -> !division.isCity() && division.cityCode().equals(city.code()))
                .toList();
    }

    /** Whether it is a division's code at the third level, which says both city and county. */
    public static boolean isCounty(String code) {
        return Optional.ofNullable(TABLE.get(code)).filter(division -> !division.isCity()).isPresent();
    }

    /** As a form prints it, 「内蒙古自治区·包头市·市辖区」; a league or city without the third level; empty where unknown. */
    public static Optional<String> fullName(String code, Locale locale) {
        return Optional.ofNullable(TABLE.get(code)).map(division -> division.isCity()
                ? region(locale) + separator(locale) + division.name(locale)
                : region(locale) + separator(locale) + within(division, locale));
    }

    /** The second and third level, 「包头市·市辖区」. */
    public static String within(Division county, Locale locale) {
        return TABLE.get(county.cityCode()).name(locale) + separator(locale) + county.name(locale);
    }

    private static String region(Locale locale) {
        return locale.getLanguage().equals("en") ? "Inner Mongolia" : "内蒙古自治区";
    }

    private static String separator(Locale locale) {
        return locale.getLanguage().equals("en") ? " · " : "·";
    }
}
