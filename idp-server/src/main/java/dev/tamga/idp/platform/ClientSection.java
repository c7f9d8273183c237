package dev.tamga.idp.platform;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tamga.ca.yaml.YamlMap;
import dev.tamga.idp.platform.Platform.ClientAuthentication;
import dev.tamga.idp.platform.Platform.SubjectType;
import dev.tamga.idp.platform.TokenRules.GrantType;

/** The keys of a platform file that make it an OAuth client: grant types, tokens, keys, subject identifiers. */
final class ClientSection {
    private static final List<String> ALGORITHMS = List.of("ES256", "RS256", "PS256");
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    // RFC 6749 §3.3: scope-token.
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,64}");
    private static final int MAX_NAMES = 20;

    private ClientSection() {}

    static String algorithm(YamlMap yaml) {
        String algorithm = yaml.find("id-token-signing-alg").orElse("ES256");
        if (!ALGORITHMS.contains(algorithm)) {
            throw yaml.fault("id-token-signing-alg", "one of " + ALGORITHMS);
        }
        return algorithm;
    }

    static Platform.Keys keys(YamlMap yaml) {
        return new Platform.Keys(
                JwksSection.read(yaml),
                yaml.find("jwks-uri").map(uri -> FileWords.address(yaml, "jwks-uri", uri)));
    }

    static TokenRules tokens(YamlMap yaml) {
        return new TokenRules(
                lifetime(yaml),
                names(yaml, "resources"),
                names(yaml, "audiences"),
                FileWords.oneOf(yaml, "dpop", Platform.Demand.class).orElse(Platform.Demand.OPTIONAL),
                grantTypes(yaml),
                serviceScopes(yaml));
    }

    private static Optional<Duration> lifetime(YamlMap yaml) {
        Optional<Duration> lifetime = yaml.findDuration("access-token-lifetime");
        Duration longest = TokenRules.LONGEST_ACCESS_TOKEN;
        if (lifetime.filter(length -> length.compareTo(SHORTEST) < 0 || length.compareTo(longest) > 0).isPresent()) {
            throw yaml.fault("access-token-lifetime", "from " + SHORTEST + " to " + longest);
        }
        return lifetime;
    }

    private static Set<GrantType> grantTypes(YamlMap yaml) {
        if (!yaml.has("grant-types")) {
            yaml.findTexts("grant-types");
            return TokenRules.USUAL;
        }
        Set<GrantType> types = EnumSet.noneOf(GrantType.class);
        yaml.texts("grant-types").forEach(
                word -> types.add(FileWords.constant(yaml, "grant-types", word, GrantType.class)));
        if (types.isEmpty() || types.equals(Set.of(GrantType.REFRESH_TOKEN))) {
            throw yaml.faultWithoutValue(
                    "grant-types", "is not enough; expected authorization_code or client_credentials");
        }
        return Set.copyOf(types);
    }

    private static Set<String> serviceScopes(YamlMap yaml) {
        Set<String> scopes = new LinkedHashSet<>(yaml.findTexts("service-scopes"));
        for (String scope : scopes) {
            if (!SCOPE.matcher(scope).matches() || PlatformFile.SCOPES.contains(scope)) {
                throw yaml.faultWithoutValue("service-scopes", "holds \"" + scope
                        + "\"; expected words of up to 64 printable ASCII characters that are no scope of a person");
            }
        }
        return scopes;
    }

    // RFC 8707 §2: an absolute URI without a fragment.
    private static Set<String> names(YamlMap yaml, String key) {
        Set<String> names = new LinkedHashSet<>(yaml.findTexts(key));
        for (String name : names) {
            boolean good = name.startsWith("urn:") ? name.matches("urn:[\\x21\\x24-\\x7e]{1,200}")
                    : FileWords.isAddress(name) && name.length() <= 200;
            if (!good || names.size() > MAX_NAMES) {
                throw yaml.faultWithoutValue(key, "holds \"" + name + "\"; expected at most " + MAX_NAMES
                        + " https addresses or URNs of up to 200 characters, without a fragment");
            }
        }
        return names;
    }

    /** Which keys go together. */
    static void requireConsistent(YamlMap yaml, Platform platform, boolean hasSecret) {
        Platform.Keys keys = platform.keys();
        if (keys.jwks().isPresent() && keys.jwksUri().isPresent()) {
            throw yaml.faultWithoutValue("jwks-uri", "stands beside jwks; expected one of the two");
        }
        if (platform.tokens().grantTypes().contains(GrantType.CLIENT_CREDENTIALS)
                && platform.tokens().serviceScopes().isEmpty() && platform.tokens().resources().isEmpty()) {
            throw yaml.fault(
                    "service-scopes", "at least one, or resources, because grant-types has client_credentials");
        }
        requireOneSector(yaml, platform);
        if (platform.isConnected() && platform.systems().isEmpty()) {
            requireCredential(yaml, platform, hasSecret);
        }
    }

    // OpenID Connect Core §8.1: redirect URIs of several hosts do not say which of them is the sector.
    private static void requireOneSector(YamlMap yaml, Platform platform) {
        boolean pairwise = platform.subjectType() == SubjectType.PAIRWISE;
        if (!pairwise && platform.sectorIdentifierUri().isPresent()) {
            throw yaml.faultWithoutValue(
                    "sector-identifier-uri", "has no meaning; expected subject-type: pairwise with it");
        }
        long hosts = platform.addresses().redirectUris().stream()
                .map(uri -> URI.create(uri).getHost())
                .distinct()
                .count();
        if (pairwise && platform.sectorIdentifierUri().isEmpty() && hosts != 1) {
            throw yaml.fault(
                    "sector-identifier-uri", "an https address, because redirect-uris do not name exactly one host");
        }
    }

    private static void requireCredential(YamlMap yaml, Platform platform, boolean hasSecret) {
        ClientAuthentication method = platform.clientAuthentication().orElseThrow(() ->
                yaml.fault("client-authentication", "client_secret_basic, client_secret_post or private_key_jwt"));
        boolean hasKeys = platform.keys().jwks().isPresent() || platform.keys().jwksUri().isPresent();
        if (method == ClientAuthentication.PRIVATE_KEY_JWT) {
            if (hasSecret) {
                throw yaml.faultWithoutValue("client-secret", "has no use; expected none with private_key_jwt");
            }
            if (!hasKeys) {
                throw yaml.fault("jwks", "jwks or jwks-uri, because client-authentication is private_key_jwt");
            }
        } else if (!hasSecret) {
            throw yaml.fault("client-secret", "${NAME_OF_AN_ENVIRONMENT_VARIABLE}");
        }
    }
}
