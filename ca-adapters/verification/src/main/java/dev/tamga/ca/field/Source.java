package dev.tamga.ca.field;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tamga.ca.chain.CertificateView;

/**
 * Where ca.yml says that a value stands.
 *
 * @param place what part of the certificate
 * @param fields how its text divides, where it does
 * @param takes the steps from a field to the value, in their order
 */
public record Source(Place place, Optional<Fields> fields, List<Take> takes) {
    /** Longer texts hold no code and no name; they are not matched, so that no pattern costs more than a little. */
    public static final int MAX_LENGTH = 256;

    /** Where a text stands in a certificate. */
    public sealed interface Place {
        /** An attribute of the subject's distinguished name, by OID; may be there more than once. */
        record Attribute(String oid) implements Place {
            @Override
            public String toString() {
                return "attribute " + oid;
            }
        }

        /** An extension, by OID. */
        record Extension(String oid) implements Place {
            @Override
            public String toString() {
                return "extension " + oid;
            }
        }

        /** The OIDs of the certificate policies. */
        record Policies() implements Place {
            @Override
            public String toString() {
                return "certificate policy";
            }
        }
    }

    /** A whole attribute or extension. */
    public static Source of(Place place, Take... takes) {
        return new Source(place, Optional.empty(), List.of(takes));
    }

    /** All values that stand there, in the certificate's order. */
    public List<String> values(CertificateView certificate) {
        return texts(certificate)
                .flatMap(text -> fields.map(split -> split.of(text).stream()).orElseGet(() -> Stream.of(text)))
                .flatMap(field -> taken(field).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Why nothing that stands there can be relied on, where two fields look like what only one may be. */
    public Optional<String> conflict(CertificateView certificate) {
        return texts(certificate)
                .flatMap(text -> fields.flatMap(split -> split.rivals(text)).stream())
                .map(count -> place + " has " + count + " fields of the form of an id; expected one at most")
                .findFirst();
    }

    private Stream<String> texts(CertificateView certificate) {
        Stream<String> found = switch (place) {
            case Place.Attribute attribute -> certificate.subject().values(attribute.oid()).stream();
            case Place.Extension extension ->
                    certificate.extension(extension.oid()).flatMap(Unwrapped::text).stream();
            case Place.Policies policies -> certificate.extensions().policies().stream();
        };
        return found.map(String::strip).filter(text -> !text.isEmpty() && text.length() <= MAX_LENGTH);
    }

    private Optional<String> taken(String field) {
        Optional<String> value = Optional.of(field);
        for (Take take : takes) {
            value = value.flatMap(take::from);
        }
        return value;
    }
}
