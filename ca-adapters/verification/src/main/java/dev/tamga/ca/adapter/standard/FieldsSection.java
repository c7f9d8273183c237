package dev.tamga.ca.adapter.standard;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tamga.ca.field.Fields;
import dev.tamga.ca.yaml.YamlMap;

/**
 * How a source's text divides: {@code split: "@"}, or {@code split: {by: "@", fields: 4, at: [2, 3], only-one: "N.{18}"}}.
 */
final class FieldsSection {
    private static final int MOST_FIELDS = 20;

    private FieldsSection() {}

    static Optional<Fields> read(YamlMap yaml) {
        if (!yaml.has("split")) {
            return Optional.empty();
        }
        if (!yaml.isMap("split")) {
            return Optional.of(Fields.split(separator(yaml, "split")));
        }
        YamlMap split = yaml.map("split");
        return Optional.of(new Fields(
                separator(split, "by"),
                split.findNumber("fields", 1, MOST_FIELDS),
                positions(split),
                split.find("only-one").map(form -> SourceSection.pattern(split, "only-one", form))));
    }

    private static String separator(YamlMap yaml, String key) {
        String separator = yaml.text(key);
        if (separator.length() != 1) {
            throw yaml.fault(key, "one character");
        }
        return separator;
    }

    private static Set<Integer> positions(YamlMap split) {
        List<String> words = split.findTexts("at");
        Set<Integer> positions = new HashSet<>();
        for (String word : words) {
            if (!word.matches("[1-9]|1[0-9]|20")) {
                throw split.fault("at", "numbers of fields, the first being 1");
            }
            positions.add(Integer.valueOf(word));
        }
        return Set.copyOf(positions);
    }
}
