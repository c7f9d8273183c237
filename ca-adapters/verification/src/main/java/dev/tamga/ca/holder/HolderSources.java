package dev.tamga.ca.holder;

import java.util.List;
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

    /** What a mark says. */
    public enum Mark {
        ORGANISATION,
        PERSON
    }

    /**
     * A source whose value says the kind by how it begins.
     *
     * @param organisation beginnings that mark an organisation
     * @param person beginnings that mark a person
     */
    public record KindMark(Source source, List<String> organisation, List<String> person) {}

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
