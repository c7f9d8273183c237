package dev.tamga.ca.adapter.standard;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

import dev.tamga.ca.chain.DistinguishedName;
import dev.tamga.ca.field.Source;
import dev.tamga.ca.yaml.YamlMap;

/**
 * One source of a value: {@code attribute: CN} or {@code extension: 1.2.3}, then in this order {@code split: "@"},
 * {@code entity-id: {ca: "7025", kinds: [JJ]}}, {@code prefix: JJ} or {@code match: "N(.{18})"}.
 */
final class SourceSection {
    private SourceSection() {}

    /** A list of sources; {@code unknown} is the empty one. */
    static List<Source> list(YamlMap yaml, String key) {
        return maps(yaml, key).stream().map(SourceSection::read).toList();
    }

    /** A list of mappings, which an operator must fill in or call {@code unknown}. */
    static List<YamlMap> maps(YamlMap yaml, String key) {
        return yaml.says(key, "unknown") ? List.of() : yaml.maps(key);
    }

    static Source read(YamlMap yaml) {
        Optional<Source.EntityRule> entity = yaml.findMap("entity-id")
                .map(rule -> new Source.EntityRule(rule.text("ca"), new HashSet<>(rule.texts("kinds"))));
        return new Source(place(yaml), split(yaml), entity, match(yaml));
    }

    /** The OID of an attribute by its short name or as it stands. */
    static String attribute(YamlMap yaml, String key, String name) {
        return DistinguishedName.oid(name)
                .orElseThrow(() -> yaml.fault(key, "an attribute such as CN, or an OID"));
    }

    private static Source.Place place(YamlMap yaml) {
        Optional<String> attribute = yaml.find("attribute");
        Optional<String> extension = yaml.find("extension");
        if (attribute.isPresent() == extension.isPresent()) {
            throw yaml.fault("attribute", "either attribute or extension");
        }
        return attribute.<Source.Place>map(name -> new Source.Place.Attribute(attribute(yaml, "attribute", name)))
                .orElseGet(() -> new Source.Place.Extension(oid(yaml, "extension")));
    }

    static String oid(YamlMap yaml, String key) {
        String text = yaml.text(key);
        if (ASN1ObjectIdentifier.tryFromID(text) == null) {
            throw yaml.fault(key, "an OID such as 1.2.156.10260.4.1.4");
        }
        return text;
    }

    private static Optional<String> split(YamlMap yaml) {
        Optional<String> split = yaml.find("split");
        if (split.isPresent() && split.get().length() != 1) {
            throw yaml.fault("split", "one character");
        }
        return split;
    }

    private static Optional<Pattern> match(YamlMap yaml) {
        Optional<String> prefix = yaml.find("prefix");
        Optional<String> match = yaml.find("match");
        if (prefix.isPresent() && match.isPresent()) {
            throw yaml.fault("match", "either prefix or match");
        }
        try {
            return match.map(Pattern::compile)
                    .or(() -> prefix.map(text -> Pattern.compile(Pattern.quote(text) + "(.+)")));
        } catch (PatternSyntaxException e) {
            throw yaml.fault("match", "a regular expression: " + e.getDescription());
        }
    }
}
