package dev.tamga.ca.adapter.standard;

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
            Map.of("organisation", Mark.ORGANISATION, "person", Mark.PERSON);

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
        KindMark mark = new KindMark(
                SourceSection.read(yaml), yaml.findTexts("organisation"), yaml.findTexts("person"));
        if (mark.organisation().isEmpty() && mark.person().isEmpty()) {
            throw yaml.fault("organisation", "beginnings of values that mark an organisation, or person");
        }
        return mark;
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
