package dev.tamga.ca.field;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tamga.ca.chain.CertificateView;

/**
 * Where ca.yml says that a value stands.
 *
 * @param place the attribute of the subject's name, or the extension
 * @param split the character that divides the text into fields, any of which may hold the value
 * @param entity the entity id grammar that the text follows
 * @param match what the whole field must match; the first group is the value, or all of it
 */
public record Source(Place place, Optional<String> split, Optional<EntityRule> entity, Optional<Pattern> match) {
    /** Longer texts hold no code and no name; they are not matched, so that no pattern costs more than a little. */
    public static final int MAX_LENGTH = 256;

    /** Where a text stands in a certificate. */
    public sealed interface Place {
        /** An attribute of the subject's distinguished name, by OID; may be there more than once. */
        record Attribute(String oid) implements Place {}

        /** An extension, by OID. */
        record Extension(String oid) implements Place {}
    }

    /**
     * The entity ids that count.
     *
     * @param caCode the CA's own number: another CA's entity id says nothing here
     * @param kinds among {@code JJ}, {@code SF}, {@code QT}
     */
    public record EntityRule(String caCode, Set<String> kinds) {}

    /** A whole attribute or extension. */
    public static Source of(Place place) {
        return new Source(place, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** All values that stand there, in the certificate's order. */
    public List<String> values(CertificateView certificate) {
        return texts(certificate)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= MAX_LENGTH)
                .flatMap(this::fields)
                .flatMap(field -> entityValue(field).stream())
                .flatMap(field -> matched(field).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private Stream<String> texts(CertificateView certificate) {
        return switch (place) {
            case Place.Attribute attribute -> certificate.subject().values(attribute.oid()).stream();
            case Place.Extension extension ->
                    certificate.extension(extension.oid()).flatMap(Unwrapped::text).stream();
        };
    }

    private Stream<String> fields(String text) {
        return split.map(character -> Arrays.stream(text.split(Pattern.quote(character), -1)))
                .orElseGet(() -> Stream.of(text));
    }

    private Optional<String> entityValue(String field) {
        if (entity.isEmpty()) {
            return Optional.of(field);
        }
        EntityRule rule = entity.get();
        return EntityId.parse(field).filter(id -> id.isOf(rule.caCode(), rule.kinds())).map(EntityId::value);
    }

    private Optional<String> matched(String field) {
        if (match.isEmpty()) {
            return Optional.of(field);
        }
        Matcher matcher = match.get().matcher(field);
        return matcher.matches()
                ? Optional.ofNullable(matcher.group(matcher.groupCount() == 0 ? 0 : 1))
                : Optional.empty();
    }
}
