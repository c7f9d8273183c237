package dev.tamga.ca.adapter.standard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tamga.ca.chain.DistinguishedName;
import dev.tamga.ca.yaml.YamlMap;

/**
 * How a CA's issuers are named, for explanations: each entry is a set of attributes, all of which an issuer's name must
 * have. Whole values only: 山西 is not 陕西, and {@code GZCA} is two different CAs.
 */
record IssuerNames(List<Map<String, String>> entries) {

    static IssuerNames read(YamlMap yaml) {
        return new IssuerNames(yaml.maps("issuer-names").stream().map(IssuerNames::entry).toList());
    }

    boolean match(DistinguishedName issuer) {
        return entries.stream().anyMatch(entry -> entry.entrySet().stream().allMatch(attribute ->
                issuer.values(attribute.getKey()).stream().anyMatch(attribute.getValue()::equalsIgnoreCase)));
    }

    private static Map<String, String> entry(YamlMap yaml) {
        Map<String, String> attributes = new LinkedHashMap<>();
        yaml.allTexts().forEach((name, value) -> attributes.put(SourceSection.attribute(yaml, name, name), value));
        if (attributes.isEmpty()) {
            throw yaml.fault("CN", "at least one attribute of the issuer's name");
        }
        return attributes;
    }
}
