package dev.tamga.ca.adapter.standard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tamga.ca.CaId;
import dev.tamga.ca.fetch.AllowedHosts;
import dev.tamga.ca.revocation.CrlRules;
import dev.tamga.ca.revocation.Grace;
import dev.tamga.ca.revocation.Limits;
import dev.tamga.ca.revocation.OcspRules;
import dev.tamga.ca.revocation.RevocationPolicy;
import dev.tamga.ca.yaml.YamlMap;

/** {@code revocation}. */
final class RevocationSection {
    private static final Map<String, RevocationPolicy.Kind> KINDS =
            Map.of("ocsp", RevocationPolicy.Kind.OCSP, "crl", RevocationPolicy.Kind.CRL);
    private static final Map<String, OcspRules.Method> METHODS =
            Map.of("get", OcspRules.Method.GET, "post", OcspRules.Method.POST);
    private static final Map<String, OcspRules.Nonce> NONCES = Map.of(
            "required", OcspRules.Nonce.REQUIRED, "offered", OcspRules.Nonce.OFFERED, "none", OcspRules.Nonce.NONE);
    private static final Map<String, Grace.Of> GRACES =
            Map.of("certificate", Grace.Of.CERTIFICATE, "ca", Grace.Of.CA);
    private static final int LEAST_CRL_BYTES = 1024;
    private static final int MOST_CRL_BYTES = 64 * 1024 * 1024;
    private static final int CONCURRENCY = 8;
    private static final int MOST_CONCURRENCY = 64;
    private static final int FAILURES = 5;
    private static final int MOST_FAILURES = 100;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_BUDGET = Duration.ofSeconds(60);
    private static final Duration CACHE = Duration.ofHours(1);
    private static final Duration LONGEST_CACHE = Duration.ofHours(24);
    private static final Duration LONGEST_GRACE = Duration.ofHours(72);

    private RevocationSection() {}

    static RevocationPolicy read(CaId ca, YamlMap yaml) {
        return new RevocationPolicy(ca, kinds(yaml), hosts(yaml), ocsp(yaml), crl(yaml), limits(yaml), grace(yaml));
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
        List<String> inner = yaml.findTexts("private-hosts");
        List<String> hosts = yaml.says("hosts", "unknown") ? List.of() : yaml.texts("hosts");
        if (!yaml.says("hosts", "unknown") && hosts.isEmpty() || !hosts.stream().allMatch(AllowedHosts::hasForm)) {
            throw yaml.fault("hosts", "unknown, or a list of host or host:port in lower case");
        }
        if (!hosts.containsAll(inner)) {
            throw yaml.fault("private-hosts", "hosts that are among revocation.hosts");
        }
        return new AllowedHosts(Set.copyOf(hosts), Set.copyOf(inner));
    }

    private static OcspRules ocsp(YamlMap yaml) {
        return new OcspRules(
                address(yaml, "ocsp-address"),
                yaml.has("ocsp-method") ? yaml.choice("ocsp-method", METHODS) : OcspRules.Method.POST,
                yaml.has("ocsp-nonce") ? yaml.choice("ocsp-nonce", NONCES) : OcspRules.Nonce.OFFERED,
                yaml.duration("ocsp-max-age"),
                duration(yaml, "ocsp-cache", LONGEST_CACHE).orElse(CACHE));
    }

    private static CrlRules crl(YamlMap yaml) {
        return new CrlRules(
                address(yaml, "crl-address"),
                yaml.number("crl-max-bytes", LEAST_CRL_BYTES, MOST_CRL_BYTES),
                yaml.duration("crl-max-age"));
    }

    private static Limits limits(YamlMap yaml) {
        Duration timeout = yaml.duration("timeout");
        if (timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw yaml.fault("timeout", "at most " + LONGEST_TIMEOUT);
        }
        Duration budget = yaml.findDuration("budget").orElse(timeout.multipliedBy(2));
        if (budget.compareTo(timeout) < 0 || budget.compareTo(LONGEST_BUDGET) > 0) {
            throw yaml.fault("budget", "at least revocation.timeout (" + timeout + ") and at most " + LONGEST_BUDGET);
        }
        return new Limits(
                timeout,
                budget,
                yaml.findNumber("concurrency", 1, MOST_CONCURRENCY).orElse(CONCURRENCY),
                yaml.findNumber("breaker-failures", 1, MOST_FAILURES).orElse(FAILURES),
                duration(yaml, "breaker-pause", LONGEST_PAUSE).orElse(PAUSE));
    }

    private static Optional<Grace> grace(YamlMap yaml) {
        return yaml.findMap("grace").map(grace -> {
            String name = grace.text("name");
            // It stands in logs, metrics and audit.
            if (!name.matches("[a-z0-9][a-z0-9-]{2,62}")) {
                throw grace.fault("name", "3 to 63 lower-case letters, digits or hyphens");
            }
            return new Grace(
                    name,
                    grace.choice("of", GRACES),
                    duration(grace, "after-last-good-answer", LONGEST_GRACE).orElseThrow(() ->
                            grace.fault("after-last-good-answer", "an ISO-8601 duration such as PT4H")));
        });
    }

    private static Optional<Duration> duration(YamlMap yaml, String key, Duration longest) {
        Optional<Duration> found = yaml.findDuration(key);
        if (found.isPresent() && found.get().compareTo(longest) > 0) {
            throw yaml.fault(key, "at most " + longest);
        }
        return found;
    }

    private static Optional<String> address(YamlMap yaml, String key) {
        Optional<String> address = yaml.find(key);
        if (address.isPresent() && !address.get().matches("https?://[^\\s]+")) {
            throw yaml.fault(key, "an address that begins with http:// or https://");
        }
        return address;
    }
}
