package dev.tamga.rp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the provider says about the subject. A value that it does not know is absent, never null or empty. */
public final class Claims {

    private final Map<String, Object> values;

    Claims(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The subject's identifier at this provider: the key of the platform's account, never changes. */
    public String subject() {
        return text("sub").orElse("");
    }

    /** A claim that is a string, such as {@code unified_social_credit_code}. */
    public Optional<String> text(String name) {
        Object value = values.get(name);
        return value instanceof String ? Optional.of((String) value) : Optional.<String>empty();
    }

    /** A claim that is a list of strings, such as {@code subject_types}; a single string counts as a list of one. */
    public List<String> texts(String name) {
        Object value = values.get(name);
        List<String> texts = new ArrayList<>();
        for (Object each : value instanceof List ? (List<?>) value : Collections.singletonList(value)) {
            if (each instanceof String) {
                texts.add((String) each);
            }
        }
        return Collections.unmodifiableList(texts);
    }

    /** A claim that is a number, such as {@code registered_capital} (万元). */
    public Optional<Number> number(String name) {
        Object value = values.get(name);
        return value instanceof Number ? Optional.of((Number) value) : Optional.<Number>empty();
    }

    /** A claim that is a time in seconds, such as {@code auth_time}. */
    public Optional<Instant> time(String name) {
        return number(name).map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
    }

    /** All claims as the JSON had them: strings, numbers, booleans, lists, maps. Unmodifiable. */
    public Map<String, Object> asMap() {
        return values;
    }

    /** Names only: values are personal and have no place in a log. */
    @Override
    public String toString() {
        return "Claims" + values.keySet();
    }
}
