package dev.tamga.idp.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;

import dev.tamga.ca.yaml.YamlMap;
import dev.tamga.idp.platform.ClientKeySet.UnusableKeys;

/** {@code jwks} of a platform file: RFC 7517 written as YAML (JSON is YAML). Public keys alone. */
final class JwksSection {
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final List<String> PUBLIC = List.of("kty", "kid", "use", "alg", "crv", "x", "y", "n", "e");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JwksSection() {}

    static Optional<String> read(YamlMap yaml) {
        Optional<YamlMap> found = yaml.findMap("jwks");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<Map<String, Object>> keys = found.get().maps("keys").stream().map(JwksSection::key).toList();
        String text = JSON.writeValueAsString(Map.of("keys", keys));
        try {
            ClientKeySet.parse(text);
            return Optional.of(text);
        } catch (UnusableKeys e) {
            throw yaml.faultWithoutValue("jwks", e.getMessage());
        }
    }

    private static Map<String, Object> key(YamlMap yaml) {
        for (String member : PRIVATE) {
            if (yaml.has(member)) {
                // Never the value: it is the platform's private key.
                throw yaml.faultWithoutValue(member, "is part of a private key; expected the public key alone");
            }
        }
        Map<String, Object> key = new LinkedHashMap<>();
        for (String member : PUBLIC) {
            yaml.find(member).ifPresent(value -> key.put(member, value));
        }
        List<String> operations = yaml.findTexts("key_ops");
        if (!operations.isEmpty()) {
            key.put("key_ops", operations);
        }
        return key;
    }
}
