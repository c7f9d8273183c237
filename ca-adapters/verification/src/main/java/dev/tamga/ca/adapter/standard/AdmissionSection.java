package dev.tamga.ca.adapter.standard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tamga.ca.KeyMedium;
import dev.tamga.ca.profile.Admission;
import dev.tamga.ca.profile.MediumRule;
import dev.tamga.ca.yaml.YamlMap;

/** {@code admission}, {@code key-medium} and {@code key-medium-by-policy}. */
final class AdmissionSection {
    private static final Map<String, KeyMedium> MEDIA = Map.of(
            "hardware", KeyMedium.HARDWARE, "software", KeyMedium.SOFTWARE, "unknown", KeyMedium.UNKNOWN);

    private AdmissionSection() {}

    static Admission read(YamlMap yaml) {
        return new Admission(policies(yaml), marks(yaml), Set.copyOf(yaml.findTexts("test-crl-hosts")), region(yaml));
    }

    static MediumRule medium(YamlMap yaml) {
        Map<String, KeyMedium> byPolicy = new HashMap<>();
        yaml.findMap("key-medium-by-policy")
                .ifPresent(map -> map.keys().forEach(policy -> byPolicy.put(policy, map.choice(policy, MEDIA))));
        return new MediumRule(yaml.choice("key-medium", MEDIA), byPolicy);
    }

    private static Set<String> policies(YamlMap yaml) {
        if (yaml.says("policies", "any")) {
            return Set.of();
        }
        List<String> policies = yaml.texts("policies");
        if (policies.isEmpty()) {
            throw yaml.fault("policies", "any, or a list of OIDs");
        }
        return Set.copyOf(policies);
    }

    private static List<Admission.TestMark> marks(YamlMap yaml) {
        return yaml.findMaps("test-marks").stream()
                .map(mark -> new Admission.TestMark(SourceSection.read(mark), Set.copyOf(mark.texts("values"))))
                .toList();
    }

    /** {@code unknown} says no region: platforms that admit by region will not admit such a key. */
    private static Optional<Admission.RegionRule> region(YamlMap yaml) {
        if (yaml.says("region", "unknown")) {
            return Optional.empty();
        }
        YamlMap region = yaml.map("region");
        List<String> accepted = region.texts("accepted");
        if (accepted.isEmpty()) {
            throw region.fault("accepted", "at least one region");
        }
        return Optional.of(new Admission.RegionRule(SourceSection.list(region, "from"), Set.copyOf(accepted)));
    }
}
