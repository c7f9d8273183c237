package dev.tamga.ca.field;

import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tamga.ca.chain.CaText;

/**
 * Entity id {@code <seq>@<CA code><SF|JJ|QT><0|1><value>}; with flag 1 the value is in base64 (ca-certificates.md §3).
 *
 * @param caCode the CA's number, 7025 for SZCA
 * @param kind {@code JJ} organisation, {@code SF} person, {@code QT} other
 */
record EntityId(String caCode, String kind, String value) {
    private static final Pattern GRAMMAR = Pattern.compile("-?[0-9]{1,9}@([0-9]{1,10})(SF|JJ|QT)([01])(.{1,128})");

    static Optional<EntityId> parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<String> value = matcher.group(3).equals("1")
                ? decoded(matcher.group(4))
                : Optional.of(matcher.group(4));
        return value.map(plain -> new EntityId(matcher.group(1), matcher.group(2), plain));
    }

    boolean isOf(String ca, Set<String> kinds) {
        return caCode.equals(ca) && kinds.contains(kind);
    }

    static Optional<String> decoded(String base64) {
        try {
            return CaText.decoded(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
