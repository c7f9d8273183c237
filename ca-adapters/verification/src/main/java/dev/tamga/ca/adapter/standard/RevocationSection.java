package dev.tamga.ca.adapter.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tamga.ca.revocation.AllowedHosts;
import dev.tamga.ca.revocation.RevocationPolicy;
import dev.tamga.ca.yaml.YamlMap;

/** {@code revocation}. */
final class RevocationSection {
    private static final Map<String, RevocationPolicy.Kind> KINDS =
            Map.of("ocsp", RevocationPolicy.Kind.OCSP, "crl", RevocationPolicy.Kind.CRL);
    private static final int LEAST_CRL_BYTES = 1024;
    private static final int MOST_CRL_BYTES = 64 * 1024 * 1024;

    private RevocationSection() {}

    static RevocationPolicy read(YamlMap yaml) {
        return new RevocationPolicy(
                kinds(yaml),
                hosts(yaml),
                address(yaml, "ocsp-address"),
                address(yaml, "crl-address"),
                yaml.duration("timeout"),
                yaml.number("crl-max-bytes", LEAST_CRL_BYTES, MOST_CRL_BYTES),
                yaml.duration("ocsp-max-age"),
                yaml.duration("crl-max-age"));
    }

    private static List<RevocationPolicy.Kind> kinds(YamlMap yaml) {
        List<RevocationPolicy.Kind> kinds = new ArrayList<>();
        for (String word : yaml.texts("sources")) {
            if (!KINDS.containsKey(word) || kinds.contains(KINDS.get(word))) {
                throw yaml.fault("sources", "ocsp and crl, each at most once, in the order in which to ask");
            }
            kinds.add(KINDS.get(word));
        }
        // There is no "off".
        if (kinds.isEmpty()) {
            throw yaml.fault("sources", "ocsp, crl or both");
        }
        return List.copyOf(kinds);
    }

    private static AllowedHosts hosts(YamlMap yaml) {
        if (yaml.says("hosts", "unknown")) {
            return AllowedHosts.NONE;
        }
        List<String> hosts = yaml.texts("hosts");
        if (hosts.isEmpty() || !hosts.stream().allMatch(AllowedHosts::hasForm)) {
            throw yaml.fault("hosts", "unknown, or a list of host or host:port in lower case");
        }
        List<String> inner = yaml.findTexts("private-hosts");
        if (!hosts.containsAll(inner)) {
            throw yaml.fault("private-hosts", "hosts that are among revocation.hosts");
        }
        return new AllowedHosts(Set.copyOf(hosts), Set.copyOf(inner));
    }

    private static Optional<String> address(YamlMap yaml, String key) {
        Optional<String> address = yaml.find(key);
        if (address.isPresent() && !address.get().matches("https?://[^\\s]+")) {
            throw yaml.fault(key, "an address that begins with http:// or https://");
        }
        return address;
    }
}
