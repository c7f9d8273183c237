package dev.tamga.ca.adapter.standard;

import java.util.Map;
import java.util.Optional;

import dev.tamga.ca.adapter.CaService;
import dev.tamga.ca.yaml.YamlMap;

/** {@code name} and {@code service}. */
final class NameSection {
    private static final String CHINESE = "zh-CN";
    private static final String ENGLISH = "en";

    private NameSection() {}

    static Map<String, String> names(YamlMap yaml) {
        return Map.of(CHINESE, yaml.text(CHINESE), ENGLISH, yaml.text(ENGLISH));
    }

    static CaService service(YamlMap yaml) {
        Map<String, String> pinReset = yaml.findMap("pin-reset").map(NameSection::names).orElse(Map.of());
        return new CaService(
                yaml.texts("lines"),
                site(yaml, "site"),
                site(yaml, "renewal"),
                Optional.ofNullable(pinReset.get(CHINESE)),
                pinReset);
    }

    // It becomes a link: no other scheme may stand here.
    private static Optional<String> site(YamlMap yaml, String key) {
        Optional<String> address = yaml.find(key);
        if (address.isPresent() && !address.get().matches("https?://[^\\s\"'<>]+")) {
            throw yaml.fault(key, "an address that begins with http:// or https://");
        }
        return address;
    }
}
