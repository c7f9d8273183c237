package dev.tamga.assistant.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a page may ask to have signed.
 *
 * @param expires Unix seconds
 * @param shown the data that the page showed to the bidder, which the signature binds
 */
record SignRequest(
        String key, String purpose, String nonce, long expires, Map<String, String> shown, Optional<char[]> pin) {
    private static final Set<String> MEMBERS = Set.of("key", "purpose", "nonce", "expires", "shown", "pin");
    private static final int MAX_TEXT = 4_000;
    private static final int MAX_SHOWN = 64;
    private static final int MAX_PIN = 64;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(4)
                            .maxNumberLength(20)
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Jackson quotes what it read in its messages; a PIN stands there.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /** Reads one JSON object in UTF-8 with exactly the known members. */
    static SignRequest read(byte[] body) throws Problem {
        JsonNode json = parse(body);
        check(json.isObject(), "the body is one JSON object");
        check(MEMBERS.containsAll(json.propertyNames()), "members are among " + MEMBERS);
        JsonNode expires = json.path("expires");
        check(expires.isIntegralNumber() && expires.canConvertToLong(), "expires is Unix seconds");
        return new SignRequest(
                text(json, "key"),
                text(json, "purpose"),
                text(json, "nonce"),
                expires.longValue(),
                shown(json.path("shown")),
                pin(json.path("pin")));
    }

    private static JsonNode parse(byte[] body) throws Problem {
        try {
            // Decoded here: Jackson would also guess UTF-16 and UTF-32.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return JSON.readTree(text);
        } catch (CharacterCodingException | JacksonException e) {
            throw malformed("the body is strict JSON in UTF-8 without duplicate members");
        }
    }

    private static String text(JsonNode json, String name) throws Problem {
        JsonNode value = json.path(name);
        check(value.isString() && !value.stringValue().isEmpty(), name + " is a text");
        return value.stringValue();
    }

    private static Map<String, String> shown(JsonNode json) throws Problem {
        Map<String, String> shown = new LinkedHashMap<>();
        check(json.isMissingNode() || json.isObject(), "shown is an object");
        check(json.size() <= MAX_SHOWN, "shown has at most " + MAX_SHOWN + " members");
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            check(member.getValue().isString(), "shown has texts only");
            String value = member.getValue().stringValue();
            check(isUnicode(member.getKey()) && isUnicode(value), "shown has no half characters");
            shown.put(member.getKey(), value);
        }
        return shown;
    }

    /** RFC 8785 §3.2.2.2: a lone surrogate has no UTF-8 form, two of them would get the same digest. */
    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static Optional<char[]> pin(JsonNode json) throws Problem {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        check(json.isString(), "pin is a text");
        char[] pin = json.stringValue().toCharArray();
        check(pin.length > 0 && pin.length <= MAX_PIN, "pin has 1 to " + MAX_PIN + " characters");
        return Optional.of(pin);
    }

    private static void check(boolean holds, String expected) throws Problem {
        if (!holds) {
            throw malformed(expected);
        }
    }

    private static Problem malformed(String expected) {
        return new Problem(Problem.Code.MALFORMED, "expected: " + expected);
    }

    @Override
    public String toString() {
        return "SignRequest[" + purpose + "]";
    }
}
