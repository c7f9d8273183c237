package dev.tamga.idp.authorization;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tamga.idp.authorization.AuthorizationError.Target;

/**
 * The parameters of an authorization request as they came. One without a value counts as omitted (RFC 6749 §3.1).
 *
 * @param pushed whether they came by RFC 9126, from an authenticated platform
 */
record RawParameters(Map<String, String[]> values, boolean pushed) {
    static final int LONGEST = 2000;

    // RFC 6749 appendix A.5: state is of VSCHAR, and what else goes back in a header should be.
    private static final Pattern VSCHARS = Pattern.compile("[\\x20-\\x7e]*");
    // RFC 8707 §2: one parameter for each resource.
    private static final Set<String> REPEATABLE = Set.of("resource");

    /** The first value; {@link #requireSingle} sees to the others. */
    Optional<String> find(String name) {
        return list(name).stream().findFirst();
    }

    List<String> list(String name) {
        return Arrays.stream(values.getOrDefault(name, new String[0])).filter(value -> !value.isEmpty()).toList();
    }

    /** Without this one nothing may be sent anywhere. */
    String required(String name) {
        String[] sent = values.getOrDefault(name, new String[0]);
        if (sent.length != 1 || sent[0].isEmpty() || sent[0].length() > LONGEST) {
            throw AuthorizationError.page(name + " must be sent once");
        }
        return sent[0];
    }

    // RFC 6749 §3.1: parameters must not be included more than once.
    void requireSingle(Target target) {
        values.forEach((name, sent) -> {
            if (sent.length != 1 && !REPEATABLE.contains(name)) {
                throw AuthorizationError.to(target, "invalid_request", "a parameter was sent more than once");
            }
        });
    }

    /** The state, if it can be repeated: one that is refused might not fit into a header. */
    Optional<String> readableState() {
        return find("state").filter(state -> isReadable(state, LONGEST));
    }

    /** Text of printable ASCII. */
    Optional<String> text(String name, int longest, Target target) {
        Optional<String> value = find(name);
        if (value.filter(text -> !isReadable(text, longest)).isPresent()) {
            throw AuthorizationError.to(target, "invalid_request",
                    name + " is longer than " + longest + " characters or holds others than printable ASCII");
        }
        return value;
    }

    private static boolean isReadable(String text, int longest) {
        return text.length() <= longest && VSCHARS.matcher(text).matches();
    }

    /** Words between spaces, each once, in their order. */
    Set<String> words(String name) {
        return find(name)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .<Set<String>>map(value -> new LinkedHashSet<>(Arrays.asList(value.split(" +"))))
                .orElse(Set.of());
    }
}
