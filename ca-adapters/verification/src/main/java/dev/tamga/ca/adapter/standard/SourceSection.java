package dev.tamga.ca.adapter.standard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

import dev.tamga.ca.chain.DistinguishedName;
import dev.tamga.ca.field.Source;
import dev.tamga.ca.field.Take;
import dev.tamga.ca.yaml.YamlMap;

/**
 * One source of a value: {@code attribute: CN}, {@code extension: 1.2.3} or {@code field: policies}, then in this order
 * {@code split: "@"}, {@code entity-id: {ca: "7025", kinds: [JJ]}}, {@code prefix: JJ} or {@code match: "N(.{18})"},
 * {@code glued: code}, {@code base64: true}.
 */
final class SourceSection {
    private static final Map<String, Take> GLUED = Map.of("code", Take.Glued.CODE, "name", Take.Glued.NAME);

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
        return new Source(place(yaml), FieldsSection.read(yaml), takes(yaml));
    }

    private static List<Take> takes(YamlMap yaml) {
        List<Take> takes = new ArrayList<>();
        yaml.findMap("entity-id")
                .map(rule -> new Take.Entity(rule.text("ca"), new HashSet<>(rule.texts("kinds"))))
                .ifPresent(takes::add);
        match(yaml).map(Take.Match::new).ifPresent(takes::add);
        if (yaml.has("glued")) {
            takes.add(yaml.choice("glued", GLUED));
        }
        if (yaml.findFlag("base64").orElse(false)) {
            takes.add(Take.Encoded.BASE64);
        }
        return List.copyOf(takes);
    }

    /** The OID of an attribute by its short name or as it stands. */
    static String attribute(YamlMap yaml, String key, String name) {
        return DistinguishedName.oid(name)
                .orElseThrow(() -> yaml.fault(key, "an attribute such as CN, or an OID"));
    }

    private static Source.Place place(YamlMap yaml) {
        Optional<String> attribute = yaml.find("attribute");
        Optional<String> extension = yaml.find("extension");
        Optional<String> field = yaml.find("field");
        if (Stream.of(attribute, extension, field).filter(Optional::isPresent).count() != 1) {
            throw yaml.fault("attribute", "either attribute or extension, or field: policies");
        }
        if (attribute.isPresent()) {
            return new Source.Place.Attribute(attribute(yaml, "attribute", attribute.get()));
        }
        return extension.isPresent()
                ? new Source.Place.Extension(oid(yaml, "extension"))
                : yaml.choice("field", Map.of("policies", new Source.Place.Policies()));
    }

    static String oid(YamlMap yaml, String key) {
        String text = yaml.text(key);
        if (ASN1ObjectIdentifier.tryFromID(text) == null) {
            throw yaml.fault(key, "an OID such as 1.2.156.10260.4.1.4");
        }
        return text;
    }

    private static Optional<Pattern> match(YamlMap yaml) {
        Optional<String> prefix = yaml.find("prefix");
        Optional<String> match = yaml.find("match");
        if (prefix.isPresent() && match.isPresent()) {
            throw yaml.fault("match", "either prefix or match");
        }
        return match.map(text -> pattern(yaml, "match", text))
                .or(() -> prefix.map(text -> Pattern.compile(Pattern.quote(text) + "(.+)")));
    }

    static Pattern pattern(YamlMap yaml, String key, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw yaml.fault(key, "a regular expression: " + e.getDescription());
        }
    }
}
