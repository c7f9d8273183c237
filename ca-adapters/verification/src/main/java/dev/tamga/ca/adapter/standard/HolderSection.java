package dev.tamga.ca.adapter.standard;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tamga.ca.holder.HolderSources;
import dev.tamga.ca.holder.HolderSources.KindMark;
import dev.tamga.ca.holder.HolderSources.Mark;
import dev.tamga.ca.holder.HolderSources.MarkedSource;
import dev.tamga.ca.yaml.YamlMap;

/** {@code holder}: every list is there or is called {@code unknown}. */
final class HolderSection {
    private static final Map<String, Mark> MARKS =
            Map.of("organisation", Mark.ORGANISATION, "organisation-person", Mark.ORGANISATION_PERSON,
                    "person", Mark.PERSON);

    private HolderSection() {}

    static HolderSources read(YamlMap yaml) {
        return new HolderSources(
                SourceSection.maps(yaml, "kind").stream().map(HolderSection::mark).toList(),
                sources(yaml, "organisation-code"),
                sources(yaml, "identity-number"),
                sources(yaml, "organisation-name"),
                sources(yaml, "person-name"),
                sources(yaml, "holder-id"));
    }

    private static KindMark mark(YamlMap yaml) {
        Map<Mark, List<String>> beginnings = new EnumMap<>(Mark.class);
        MARKS.forEach((word, mark) -> {
            if (!yaml.findTexts(word).isEmpty()) {
                beginnings.put(mark, yaml.texts(word));
            }
        });
        if (beginnings.isEmpty()) {
            throw yaml.fault("organisation", "beginnings of values that mark an organisation, organisation-person or"
                    + " person");
        }
        return new KindMark(SourceSection.read(yaml), beginnings);
    }

    private static List<MarkedSource> sources(YamlMap yaml, String key) {
        return SourceSection.maps(yaml, key).stream()
                .map(source -> new MarkedSource(SourceSection.read(source), onlyIf(source)))
                .toList();
    }

    private static Optional<Mark> onlyIf(YamlMap yaml) {
        return yaml.has("only-if") ? Optional.of(yaml.choice("only-if", MARKS)) : Optional.empty();
    }
}
