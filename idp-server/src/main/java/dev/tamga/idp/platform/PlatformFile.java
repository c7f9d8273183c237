package dev.tamga.idp.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tamga.ca.HolderKind;
import dev.tamga.ca.yaml.StrictYaml;
import dev.tamga.ca.yaml.YamlFault;
import dev.tamga.ca.yaml.YamlMap;

/**
 * Reads one {@code conf/platform/<id>.yml}; every mistake is told with file, line and rule.
 *
 * @param clientSecret taken from the environment variable that the file names; never logged
 */
record PlatformFile(Platform platform, Optional<String> clientSecret) {
    private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");
    private static final Set<String> SCOPES = Set.of("openid", "profile", "organization", "account", "phone", "address");
    private static final List<String> ALGORITHMS = List.of("ES256", "RS256");

    /** @throws dev.tamga.ca.yaml.YamlFault naming file, line and rule */
    static PlatformFile read(Path file, UnaryOperator<String> variables) {
        YamlMap yaml = StrictYaml.read(file);
        String id = file.getFileName().toString().replaceFirst("\\.yml$", "");
        if (!ID.matcher(id).matches()) {
            throw new YamlFault(file + ": expected a file named <client_id>.yml of lower-case letters, digits and hyphens");
        }
        Platform.State state = oneOf(yaml, "state", Platform.State.class).orElse(Platform.State.PLANNED);
        Platform platform = new Platform(
                id,
                names(yaml),
                oneOf(yaml, "group", Platform.Group.class).orElse(Platform.Group.OTHER),
                state,
                yaml.find("support-phone"),
                yaml.findTexts("systems"),
                admission(yaml),
                addresses(yaml),
                scopes(yaml),
                oneOf(yaml, "client-authentication", Platform.ClientAuthentication.class),
                algorithm(yaml),
                oneOf(yaml, "pkce", Platform.Pkce.class).orElse(Platform.Pkce.REQUIRED));
        Optional<String> secret = yaml.find("client-secret").map(text -> secret(yaml, text, variables));
        requireWhatStateNeeds(yaml, platform, secret);
        yaml.done();
        return new PlatformFile(platform, secret);
    }

    private static void requireWhatStateNeeds(YamlMap yaml, Platform platform, Optional<String> secret) {
        if (!platform.isConnected() || !platform.systems().isEmpty()) {
            return;
        }
        if (platform.addresses().redirectUris().isEmpty()) {
            throw yaml.fault("redirect-uris", "at least one, because state is connected");
        }
        if (platform.clientAuthentication().isEmpty()) {
            throw yaml.fault("client-authentication", "client_secret_basic or client_secret_post");
        }
        if (secret.isEmpty()) {
            throw yaml.fault("client-secret", "${NAME_OF_AN_ENVIRONMENT_VARIABLE}");
        }
    }

    private static Map<String, String> names(YamlMap yaml) {
        YamlMap names = yaml.map("name");
        Map<String, String> result = new LinkedHashMap<>();
        result.put("zh-CN", names.text("zh-CN"));
        names.find("en").ifPresent(name -> result.put("en", name));
        names.done();
        return result;
    }

    private static Platform.Admission admission(YamlMap yaml) {
        Optional<YamlMap> found = yaml.findMap("admission");
        if (found.isEmpty()) {
            return new Platform.Admission(Set.of(), Set.of(), Set.of());
        }
        YamlMap map = found.get();
        Set<String> kinds = new LinkedHashSet<>();
        for (String kind : map.findTexts("kinds")) {
            kinds.add(constant(map, "kinds", kind, HolderKind.class).name());
        }
        Platform.Admission admission = new Platform.Admission(
                new LinkedHashSet<>(map.findTexts("cas")), kinds, new LinkedHashSet<>(map.findTexts("regions")));
        map.done();
        return admission;
    }

    private static Platform.Addresses addresses(YamlMap yaml) {
        return new Platform.Addresses(
                yaml.findTexts("redirect-uris").stream().map(uri -> address(yaml, "redirect-uris", uri)).toList(),
                yaml.findTexts("post-logout-redirect-uris").stream()
                        .map(uri -> address(yaml, "post-logout-redirect-uris", uri))
                        .toList(),
                yaml.find("initiate-login-uri").map(uri -> address(yaml, "initiate-login-uri", uri)),
                yaml.find("backchannel-logout-uri").map(uri -> address(yaml, "backchannel-logout-uri", uri)));
    }

    // RFC 9700 §2.1: exact addresses over https; plain http reaches this machine alone.
    private static String address(YamlMap yaml, String key, String text) {
        try {
            URI uri = new URI(text);
            boolean loopback = uri.getHost() != null
                    && (uri.getHost().equals("localhost") || uri.getHost().matches("127(\\.[0-9]{1,3}){3}|\\[::1]"));
            boolean scheme = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && loopback;
            if (scheme && uri.getHost() != null && uri.getRawFragment() == null && uri.getRawUserInfo() == null) {
                return text;
            }
        } catch (URISyntaxException e) {
            // Told below with the line.
        }
        throw yaml.faultWithoutValue(key, "holds \"" + text
                + "\"; expected an https address without a fragment (http on loopback only)");
    }

    private static Set<String> scopes(YamlMap yaml) {
        Set<String> scopes = new LinkedHashSet<>(yaml.findTexts("scopes"));
        for (String scope : scopes) {
            if (!SCOPES.contains(scope)) {
                throw yaml.faultWithoutValue("scopes", "holds \"" + scope + "\"; expected some of "
                        + SCOPES.stream().sorted().toList());
            }
        }
        scopes.add("openid");
        return scopes;
    }

    private static String algorithm(YamlMap yaml) {
        String algorithm = yaml.find("id-token-signing-alg").orElse("ES256");
        if (!ALGORITHMS.contains(algorithm)) {
            throw yaml.fault("id-token-signing-alg", "one of " + ALGORITHMS);
        }
        return algorithm;
    }

    private static String secret(YamlMap yaml, String text, UnaryOperator<String> variables) {
        Matcher variable = VARIABLE.matcher(text);
        if (!variable.matches()) {
            // Never the value: what stands there may be the secret itself.
            throw yaml.faultWithoutValue("client-secret",
                    "is not ${NAME}; secrets come from the environment, never from a file");
        }
        String secret = variables.apply(variable.group(1));
        if (secret == null || secret.length() < 32) {
            throw yaml.faultWithoutValue("client-secret", "names " + variable.group(1)
                    + ": that environment variable is missing or shorter than 32 characters");
        }
        return secret;
    }

    private static <E extends Enum<E>> Optional<E> oneOf(YamlMap yaml, String key, Class<E> type) {
        return yaml.find(key).map(word -> constant(yaml, key, word, type));
    }

    private static <E extends Enum<E>> E constant(YamlMap yaml, String key, String word, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word.replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> yaml.fault(key, "one of "
                        + Arrays.stream(type.getEnumConstants()).map(PlatformFile::word).toList()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
