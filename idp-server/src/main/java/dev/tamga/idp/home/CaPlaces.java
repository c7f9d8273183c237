package dev.tamga.idp.home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.ca.yaml.StrictYaml;
import dev.tamga.ca.yaml.YamlMap;

/** {@code conf/ca/places.yml}: where each CA is met, with seal company and initial PIN. Operations edit it. */
public final class CaPlaces {
    private static final String CARD = "password-card";
    private static final Pattern PIN = Pattern.compile("[0-9]{4,16}|" + CARD);

    private final List<Place> places;
    private final List<Map<String, String>> notes;

    private CaPlaces(List<Place> places, List<Map<String, String>> notes) {
        this.places = places;
        this.notes = notes;
    }

    /**
     * A row by language.
     *
     * @param caId null for a CA that is none of the directory's
     */
    private record Place(
            Map<String, String> name, Map<String, String> ca, String caId, Optional<String> caLine,
            List<String> sealCompanies, Optional<String> pin) {}

    /**
     * A row as the page shows it.
     *
     * @param caId null for a CA that is none of the directory's; {@code caLine} and {@code pin} where unknown
     * @param card whether the PIN is on the password card
     */
    public record Row(
            String place, String ca, String caId, String caLine, List<String> sealCompanies, String pin, boolean card) {}

    /**
     * @param folder conf/ca; without the file there is no table
     * @throws dev.tamga.ca.yaml.YamlFault naming file, line and rule
     */
    public static CaPlaces open(Path folder, CaDirectory directory) {
        Path file = folder.resolve("places.yml");
        if (!Files.exists(file)) {
            return new CaPlaces(List.of(), List.of());
        }
        YamlMap yaml = StrictYaml.read(file);
        List<Place> places = yaml.maps("places").stream().map(row -> place(row, directory)).toList();
        List<Map<String, String>> notes = yaml.findMaps("notes").stream().map(CaPlaces::texts).toList();
        yaml.done();
        return new CaPlaces(places, notes);
    }

    private static Place place(YamlMap row, CaDirectory directory) {
        boolean named = row.isMap("ca");
        String id = named ? null : row.text("ca");
        Map<String, String> ca = named
                ? texts(row.map("ca"))
                : directory.list().stream()
                        .filter(entry -> entry.id().value().equals(id))
                        .findFirst()
                        .orElseThrow(() -> row.fault("ca", "a folder beside this file, or {zh-CN: …, en: …}"))
                        .name();
        Optional<String> pin = row.find("initial-pin");
        if (pin.filter(text -> !PIN.matcher(text).matches()).isPresent()) {
            throw row.fault("initial-pin", "4 to 16 digits in quotes, or " + CARD);
        }
        Place place = new Place(
                texts(row.map("place")), ca, id, row.find("ca-line"), row.findTexts("seal-companies"), pin);
        row.done();
        return place;
    }

    private static Map<String, String> texts(YamlMap names) {
        Map<String, String> texts = Map.of("zh-CN", names.text("zh-CN"), "en", names.text("en"));
        names.done();
        return texts;
    }

    List<Row> rows(Locale locale) {
        String language = language(locale);
        return places.stream()
                .map(place -> new Row(
                        place.name().get(language), place.ca().get(language), place.caId(),
                        place.caLine().orElse(null), place.sealCompanies(),
                        place.pin().filter(pin -> !pin.equals(CARD)).orElse(null),
                        place.pin().filter(CARD::equals).isPresent()))
                .toList();
    }

    List<String> notes(Locale locale) {
        return notes.stream().map(note -> note.get(language(locale))).toList();
    }

    private static String language(Locale locale) {
        return locale.getLanguage().equals("en") ? "en" : "zh-CN";
    }
}
