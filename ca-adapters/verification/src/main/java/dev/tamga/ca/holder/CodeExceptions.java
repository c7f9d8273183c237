package dev.tamga.ca.holder;

import java.util.Set;

/**
 * Credit codes and organisation codes that were issued though they fail their check digit: data, which an operator keeps
 * beside the CAs' configuration. There are none for identity numbers: those are nobody's to write into a file.
 *
 * @param codes 18 or 9 characters, upper case, without hyphen
 */
public record CodeExceptions(Set<String> codes) {
    /** Every check digit counts. */
    public static final CodeExceptions NONE = new CodeExceptions(Set.of());

    public CodeExceptions {
        codes = Set.copyOf(codes);
    }

    boolean has(String code) {
        return codes.contains(code);
    }
}
