package dev.tamga.idp.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The parameters of a posted form alone: what stands in the address is left out, for addresses are logged and secrets and
 * tokens must not be there (RFC 6749 §2.3.1). A parameter without a value counts as omitted (RFC 6749 §3.2).
 */
public final class FormParameters {
    private final Map<String, List<String>> values;

    private FormParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    public static FormParameters of(HttpServletRequest request) {
        Map<String, Integer> inAddress = countInAddress(request.getQueryString());
        Map<String, List<String>> values = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, all) -> {
            // The servlet gives those of the address first.
            List<String> posted = Arrays.stream(all).skip(inAddress.getOrDefault(name, 0)).toList();
            if (!posted.isEmpty()) {
                values.put(name, posted);
            }
        });
        return new FormParameters(values);
    }

    private static Map<String, Integer> countInAddress(String query) {
        Map<String, Integer> count = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                count.merge(decoded(pair.split("=", 2)[0]), 1, Integer::sum);
            }
        }
        return count;
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // The servlet does not take it for a parameter either.
            return "";
        }
    }

    /** The first value; {@link #hasDuplicates} sees to the others. */
    public Optional<String> find(String name) {
        return list(name).stream().findFirst();
    }

    public List<String> list(String name) {
        return values.getOrDefault(name, List.of()).stream().filter(value -> !value.isEmpty()).toList();
    }

    /** RFC 6749 §3.2: parameters must not be included more than once, but for those of which a specification says so. */
    public boolean hasDuplicates(Set<String> repeatable) {
        return values.entrySet().stream()
                .anyMatch(parameter -> parameter.getValue().size() > 1 && !repeatable.contains(parameter.getKey()));
    }

    @Override
    public String toString() {
        return "FormParameters" + values.keySet();
    }
}
