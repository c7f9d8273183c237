package dev.tamga.idp.platform;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
    static final Set<String> SCOPES = Set.of("openid", "profile", "organization", "account", "phone", "address");

    /** @throws dev.tamga.ca.yaml.YamlFault naming file, line and rule */
    static PlatformFile read(Path file, UnaryOperator<String> variables) {
        YamlMap yaml = StrictYaml.read(file);
        String id = file.getFileName().toString().replaceFirst("\\.yml$", "");
        if (!ID.matcher(id).matches()) {
            throw new YamlFault(file + ": expected a file named <client_id>.yml of lower-case letters, digits and hyphens");
        }
        Platform.State state = FileWords.oneOf(yaml, "state", Platform.State.class).orElse(Platform.State.PLANNED);
        Platform platform = new Platform(
                id,
                names(yaml),
                FileWords.oneOf(yaml, "group", Platform.Group.class).orElse(Platform.Group.OTHER),
                state,
                yaml.find("support-phone"),
                yaml.find("operator"),
                yaml.findTexts("systems"),
                admission(yaml),
                addresses(yaml),
                scopes(yaml),
                FileWords.oneOf(yaml, "client-authentication", Platform.ClientAuthentication.class),
                ClientSection.algorithm(yaml),
                FileWords.oneOf(yaml, "pkce", Platform.Pkce.class).orElse(Platform.Pkce.REQUIRED),
                ClientSection.keys(yaml),
                FileWords.oneOf(yaml, "pushed-authorization-requests", Platform.Demand.class)
                        .orElse(Platform.Demand.OPTIONAL),
                FileWords.oneOf(yaml, "subject-type", Platform.SubjectType.class).orElse(Platform.SubjectType.PUBLIC),
                yaml.find("sector-identifier-uri").map(uri -> FileWords.address(yaml, "sector-identifier-uri", uri)),
                ClientSection.tokens(yaml));
        Optional<String> secret = yaml.find("client-secret").map(text -> secret(yaml, text, variables));
        requireRedirect(yaml, platform);
        ClientSection.requireConsistent(yaml, platform, secret.isPresent());
        yaml.done();
        return new PlatformFile(platform, secret);
    }

    private static void requireRedirect(YamlMap yaml, Platform platform) {
        boolean signsPersonsIn = platform.isConnected() && platform.systems().isEmpty()
                && platform.tokens().allows(TokenRules.GrantType.AUTHORIZATION_CODE);
        if (signsPersonsIn && platform.addresses().redirectUris().isEmpty()) {
            throw yaml.fault("redirect-uris", "at least one, because state is connected");
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
            return Platform.Admission.ALL;
        }
        YamlMap map = found.get();
        Set<String> kinds = new LinkedHashSet<>();
        for (String kind : map.findTexts("kinds")) {
            kinds.add(FileWords.constant(map, "kinds", kind, HolderKind.class).name());
        }
        Set<String> cas = new LinkedHashSet<>(map.findTexts("cas"));
        Platform.Admission admission = new Platform.Admission(
                cas, kinds, new LinkedHashSet<>(map.findTexts("regions")), projects(map, cas));
        map.done();
        return admission;
    }

    private static Map<String, Set<String>> projects(YamlMap admission, Set<String> cas) {
        Map<String, Set<String>> projects = new LinkedHashMap<>();
        Optional<YamlMap> map = admission.findMap("projects");
        for (String ca : map.map(YamlMap::keys).orElse(List.of())) {
            Set<String> admitted = new LinkedHashSet<>(map.get().texts(ca));
            if (admitted.isEmpty()) {
                throw map.get().fault(ca, "at least one project; without this key all of the CA's are admitted");
            }
            if (!cas.isEmpty() && !cas.contains(ca)) {
                throw map.get().faultWithoutValue(ca, "is no CA of admission.cas; expected one of " + cas);
            }
            projects.put(ca, admitted);
        }
        return projects;
    }

    private static Platform.Addresses addresses(YamlMap yaml) {
        return new Platform.Addresses(
                yaml.findTexts("redirect-uris").stream()
                        .map(uri -> FileWords.address(yaml, "redirect-uris", uri))
                        .toList(),
                yaml.findTexts("post-logout-redirect-uris").stream()
                        .map(uri -> FileWords.address(yaml, "post-logout-redirect-uris", uri))
                        .toList(),
                yaml.find("initiate-login-uri").map(uri -> FileWords.address(yaml, "initiate-login-uri", uri)),
                yaml.find("backchannel-logout-uri").map(uri -> FileWords.address(yaml, "backchannel-logout-uri", uri)));
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
}
