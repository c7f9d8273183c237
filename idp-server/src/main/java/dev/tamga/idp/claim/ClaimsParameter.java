package dev.tamga.idp.claim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code claims} parameter as a platform sent it (OpenID Connect Core §5.5). A claim's {@code value} binds for
 * {@code sub} and {@code acr} alone; what we do not know is ignored (§5.5.1).
 */
public final class ClaimsParameter {
    private static final String ID_TOKEN = "id_token";
    private static final String USERINFO = "userinfo";
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final JsonNode root;

    private ClaimsParameter(JsonNode root) {
        this.root = root;
    }

    /** Empty where the text is not such a JSON object. */
    public static Optional<ClaimsParameter> parse(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            boolean valid = root.isObject() && isRequest(root.path(ID_TOKEN)) && isRequest(root.path(USERINFO));
            return valid ? Optional.of(new ClaimsParameter(root)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    // §5.5: each member is an object of claims, each claim null or an object.
    private static boolean isRequest(JsonNode member) {
        return member.isMissingNode()
                || member.isObject() && member.properties().stream()
                        .map(Map.Entry::getValue)
                        .allMatch(claim -> claim.isNull() || claim.isObject());
    }

    /** The known claims among those asked for, as far as the platform may ask for them. */
    public AskedClaims asked(Predicate<Scope> permitted) {
        return new AskedClaims(known(ID_TOKEN, permitted), known(USERINFO, permitted));
    }

    private List<String> known(String member, Predicate<Scope> permitted) {
        return List.of(Claim.values()).stream()
                .filter(claim -> permitted.test(claim.scope()))
                .map(Claim::word)
                .filter(root.path(member)::has)
                .toList();
    }

    /** §3.1.2.2: the subjects for one of whom alone an answer is wanted; empty where any will do. */
    public Optional<Set<String>> subjects() {
        Optional<Set<String>> idToken = values(ID_TOKEN, "sub");
        Optional<Set<String>> userInfo = values(USERINFO, "sub");
        if (idToken.isPresent() && userInfo.isPresent()) {
            Set<String> both = new LinkedHashSet<>(idToken.get());
            both.retainAll(userInfo.get());
            return Optional.of(both);
        }
        return idToken.or(() -> userInfo);
    }

    /** §5.5.1.1: an essential {@code acr} that we cannot give is a failed authentication; a voluntary one is a wish. */
    public boolean isMetBy(String acr) {
        boolean essential = root.path(ID_TOKEN).path("acr").path("essential").asBoolean(false);
        return !essential || values(ID_TOKEN, "acr").map(values -> values.contains(acr)).orElse(true);
    }

    private Optional<Set<String>> values(String member, String claim) {
        JsonNode wanted = root.path(member).path(claim);
        Set<String> values = new LinkedHashSet<>();
        if (wanted.has("value")) {
            values.add(wanted.path("value").asString(""));
        }
        wanted.path("values").forEach(value -> values.add(value.asString("")));
        return wanted.has("value") || wanted.has("values") ? Optional.of(values) : Optional.empty();
    }
}
