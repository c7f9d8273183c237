package dev.tamga.idp.claim;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The claims that a request named one by one and may have, each by its word: in the request's row what is to be agreed
 * to, in the grant's row what was agreed to.
 */
public record AskedClaims(List<String> idToken, List<String> userInfo) {
    public static final AskedClaims NONE = new AskedClaims(List.of(), List.of());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Reads the form that {@link #json} writes. Rows of an earlier release hold the parameter as it was sent, of objects
     * where we write lists: nothing of that was agreed to.
     */
    public static AskedClaims read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            return new AskedClaims(words(root.path("id_token")), words(root.path("userinfo")));
        } catch (JacksonException e) {
            return NONE;
        }
    }

    private static List<String> words(JsonNode list) {
        return list.isArray() ? list.valueStream().map(word -> word.asString("")).toList() : List.of();
    }

    /** For the rows; {@link Claim}'s words need no escape. */
    public String json() {
        return "{\"id_token\":" + json(idToken) + ",\"userinfo\":" + json(userInfo) + "}";
    }

    private static String json(List<String> words) {
        return words.isEmpty() ? "[]" : "[\"" + String.join("\",\"", words) + "\"]";
    }

    public boolean isEmpty() {
        return idToken.isEmpty() && userInfo.isEmpty();
    }

    /** What the scopes would not release anyway, in the table's order: this the subject has to be asked about. */
    public List<Claim> beyond(Collection<String> scopes) {
        return Stream.of(Claim.values())
                .filter(claim -> idToken.contains(claim.word()) || userInfo.contains(claim.word()))
                .filter(claim -> !scopes.contains(claim.scope().word()))
                .toList();
    }
}
