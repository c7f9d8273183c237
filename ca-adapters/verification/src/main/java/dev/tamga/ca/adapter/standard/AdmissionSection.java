package dev.tamga.ca.adapter.standard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tamga.ca.KeyMedium;
import dev.tamga.ca.field.Source;
import dev.tamga.ca.profile.Admission;
import dev.tamga.ca.profile.MediumRule;
import dev.tamga.ca.profile.PlaceRule;
import dev.tamga.ca.yaml.YamlMap;

/** {@code admission}, {@code key-medium} and {@code key-medium-by-policy}. */
final class AdmissionSection {
    private static final Map<String, KeyMedium> MEDIA = Map.of(
            "hardware", KeyMedium.HARDWARE, "software", KeyMedium.SOFTWARE, "unknown", KeyMedium.UNKNOWN);

    private static final String REGION = "region";
    private static final List<String> PLACES = List.of(REGION, "registration-office", PlaceRule.PROJECT);

    private AdmissionSection() {}

    static Admission read(YamlMap yaml) {
        return new Admission(
                accepted(yaml, "policies", "any, or a list of OIDs"),
                yaml.has("crl-hosts") ? accepted(yaml, "crl-hosts", "any, or a list of hosts") : Set.of(),
                marks(yaml),
                Set.copyOf(yaml.findTexts("test-crl-hosts")),
                places(yaml));
    }

    static MediumRule medium(YamlMap yaml) {
        Map<String, KeyMedium> byPolicy = new HashMap<>();
        yaml.findMap("key-medium-by-policy")
                .ifPresent(map -> map.keys().forEach(policy -> byPolicy.put(policy, map.choice(policy, MEDIA))));
        return new MediumRule(yaml.choice("key-medium", MEDIA), byPolicy);
    }

    private static Set<String> accepted(YamlMap yaml, String key, String expected) {
        if (yaml.says(key, "any")) {
            return Set.of();
        }
        List<String> accepted = yaml.texts(key);
        if (accepted.isEmpty()) {
            throw yaml.fault(key, expected);
        }
        return Set.copyOf(accepted);
    }

    private static List<Admission.TestMark> marks(YamlMap yaml) {
        return yaml.findMaps("test-marks").stream()
                .map(mark -> new Admission.TestMark(SourceSection.read(mark), Set.copyOf(mark.texts("values"))))
                .toList();
    }

    /** Region must be there or be called {@code unknown}: then platforms that admit by region admit no such key. */
    private static List<PlaceRule> places(YamlMap yaml) {
        List<PlaceRule> places = new ArrayList<>();
        for (String name : PLACES) {
            boolean isKnown = name.equals(REGION) || yaml.has(name);
            if (isKnown && !yaml.says(name, "unknown")) {
                places.add(place(name, yaml.map(name)));
            }
        }
        return List.copyOf(places);
    }

    private static PlaceRule place(String name, YamlMap yaml) {
        List<Source> sources = SourceSection.list(yaml, "from");
        if (yaml.isMap("accepted")) {
            return new PlaceRule(name, sources, yaml.map("accepted").allTexts(), true);
        }
        Map<String, String> accepted = new LinkedHashMap<>();
        yaml.texts("accepted").forEach(value -> accepted.put(value, value));
        if (accepted.isEmpty()) {
            throw yaml.fault("accepted", "at least one value, or values and the regions that they stand for");
        }
        return new PlaceRule(name, sources, accepted, name.equals(REGION));
    }
}
