package dev.tamga.ca.holder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.field.Source;

/**
 * Where one CA writes what about its holders, each list in the order of trust.
 *
 * @param kind marks that say whether an organisation or a person holds the certificate
 * @param organisationCode unified social credit code or organisation code
 * @param identityNumber resident identity number of a person
 * @param organisationName name of the organisation
 * @param personName name of a person, where no organisation is named
 * @param holderId the CA's own id of the holder
 */
public record HolderSources(
        List<KindMark> kind,
        List<MarkedSource> organisationCode,
        List<MarkedSource> identityNumber,
        List<MarkedSource> organisationName,
        List<MarkedSource> personName,
        List<MarkedSource> holderId) {

    /** Why the certificate's words cannot be relied on, wherever one of them stands. */
    Optional<String> conflict(CertificateView leaf) {
        return Stream.of(organisationCode, identityNumber, organisationName, personName, holderId)
                .flatMap(List::stream)
                .flatMap(marked -> marked.source().conflict(leaf).stream())
                .findFirst();
    }

    /** What a mark says. */
    public enum Mark {
        /** 机构证书. */
        ORGANISATION,
        /** 机构个人证书: the legal representative's (法人锁) or an employee's. */
        ORGANISATION_PERSON,
        /** 个人证书. */
        PERSON
    }

    /**
     * A source whose value says the kind by how it begins.
     *
     * @param beginnings of values, by what they mark
     */
    public record KindMark(Source source, Map<Mark, List<String>> beginnings) {
        Stream<Mark> marks(CertificateView leaf) {
            return source.values(leaf).stream().flatMap(value -> beginnings.entrySet().stream()
                    .filter(entry -> entry.getValue().stream().anyMatch(value::startsWith))
                    .map(Map.Entry::getKey));
        }
    }

    /**
     * A source that may depend on the marks.
     *
     * @param onlyIf the mark that must be there, and alone, for the value to be read: one place can hold either code
     */
    public record MarkedSource(Source source, Optional<Mark> onlyIf) {

        Stream<String> values(CertificateView leaf, Set<Mark> marks) {
            boolean counts = onlyIf.isEmpty() || marks.equals(Set.of(onlyIf.get()));
            return counts ? source.values(leaf).stream() : Stream.empty();
        }
    }
}
