package dev.tamga.ca.chain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/**
 * The name constraints of one CA against the names of one certificate below it (RFC 5280 §4.2.1.10). Each CA's stand
 * for themselves, the anchor's included, so that a refusal can say which link it is. Bouncy Castle compares addresses
 * and host names; directory names are compared here, and what it passes over in silence is refused here.
 */
final class NameConstraintsRule {
    // Constraints times names: beyond, comparing is an attack and not a check.
    private static final int MOST_COMPARISONS = 250_000;

    private final List<GeneralSubtree> permitted;
    private final List<GeneralSubtree> excluded;
    private final PKIXNameConstraintValidator addresses = new PKIXNameConstraintValidator();

    private NameConstraintsRule(List<GeneralSubtree> permitted, List<GeneralSubtree> excluded) {
        this.permitted = permitted;
        this.excluded = excluded;
        addresses.intersectPermittedSubtree(permitted.stream()
                .filter(subtree -> isAddress(subtree.getBase())).toArray(GeneralSubtree[]::new));
        excluded.stream().filter(subtree -> isAddress(subtree.getBase())).forEach(addresses::addExcludedSubtree);
    }

    /**
     * What a CA's name constraints say against a certificate below it; nothing where they let it pass. The text says
     * which constraint and what kind of name, as RFC 5280 §4.2.1.6 numbers them, and never the name: it is a holder's.
     */
    static Optional<String> faultOf(CertificateView ca, CertificateView below) {
        Optional<NameConstraints> constraints = ca.pathRules().nameConstraints();
        if (constraints.isEmpty()) {
            return Optional.empty();
        }
        List<GeneralSubtree> permitted = list(constraints.get().getPermittedSubtrees());
        List<GeneralSubtree> excluded = list(constraints.get().getExcludedSubtrees());
        List<GeneralName> names = names(below);
        if ((long) (permitted.size() + excluded.size()) * names.size() > MOST_COMPARISONS) {
            return Optional.of("name constraints and names are too many to compare");
        }
        if (Stream.concat(permitted.stream(), excluded.stream()).anyMatch(subtree -> !isWhole(subtree))) {
            return Optional.of("a name constraint has a minimum or maximum; expected neither");
        }
        try {
            NameConstraintsRule rule = new NameConstraintsRule(permitted, excluded);
            return names.stream().map(rule::faultOf).flatMap(Optional::stream).findFirst();
        } catch (RuntimeException e) {
            // Bouncy Castle answers malformed constraints and names with several kinds of RuntimeException.
            return Optional.of("name constraints or names are malformed (" + e.getClass().getSimpleName() + ")");
        }
    }

    private Optional<String> faultOf(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.directoryName -> directory(name);
            case GeneralName.rfc822Name, GeneralName.dNSName, GeneralName.iPAddress -> address(name);
            case GeneralName.uniformResourceIdentifier -> isConstrained(name) && host(name).isEmpty()
                    ? Optional.of("an address has no host name; expected one where addresses are constrained")
                    : address(name);
            // RFC 5280: process the constraint or reject the certificate. Nobody knows how to compare these.
            default -> isConstrained(name)
                    ? Optional.of("a name of kind " + name.getTagNo() + " is of a constrained kind that is not known here")
                    : Optional.empty();
        };
    }

    private Optional<String> directory(GeneralName name) {
        X500Name found = X500Name.getInstance(name.getName());
        List<X500Name> allowed = directories(permitted);
        if (directories(excluded).stream().anyMatch(subtree -> NameSubtree.contains(subtree, found))) {
            return Optional.of("a directory name is in an excluded subtree");
        }
        boolean isOutside = !allowed.isEmpty()
                && allowed.stream().noneMatch(subtree -> NameSubtree.contains(subtree, found));
        return isOutside
                ? Optional.of("a directory name is in no permitted subtree; expected one of " + allowed)
                : Optional.empty();
    }

    private Optional<String> address(GeneralName name) {
        try {
            addresses.checkPermitted(name);
            addresses.checkExcluded(name);
            return Optional.empty();
        } catch (NameConstraintValidatorException e) {
            return Optional.of("a name of kind " + name.getTagNo() + ": " + e.getMessage());
        }
    }

    private boolean isConstrained(GeneralName name) {
        return Stream.concat(permitted.stream(), excluded.stream())
                .anyMatch(subtree -> subtree.getBase().getTagNo() == name.getTagNo());
    }

    /** The subject, the addresses in it, and the alternative names. */
    private static List<GeneralName> names(CertificateView certificate) {
        List<GeneralName> names = new ArrayList<>(certificate.pathRules().alternativeNames());
        X500Name subject = certificate.subject().x500();
        if (!certificate.subject().isEmpty()) {
            names.add(new GeneralName(subject));
        }
        for (RDN rdn : subject.getRDNs(BCStyle.EmailAddress)) {
            for (AttributeTypeAndValue pair : rdn.getTypesAndValues()) {
                if (BCStyle.EmailAddress.equals(pair.getType()) && pair.getValue() instanceof ASN1String text) {
                    names.add(new GeneralName(GeneralName.rfc822Name, text.getString()));
                }
            }
        }
        return names;
    }

    private static boolean isWhole(GeneralSubtree subtree) {
        return subtree.getMinimum().signum() == 0 && subtree.getMaximum() == null;
    }

    private static boolean isAddress(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.rfc822Name, GeneralName.dNSName, GeneralName.iPAddress,
                    GeneralName.uniformResourceIdentifier -> true;
            default -> false;
        };
    }

    private static List<X500Name> directories(List<GeneralSubtree> subtrees) {
        return subtrees.stream()
                .map(GeneralSubtree::getBase)
                .filter(base -> base.getTagNo() == GeneralName.directoryName)
                .map(base -> X500Name.getInstance(base.getName()))
                .toList();
    }

    // RFC 5280 §4.2.1.10: an address without a host name, or with an IP address, is to be rejected.
    private static Optional<String> host(GeneralName name) {
        try {
            String host = new URI(((ASN1String) name.getName()).getString()).getHost();
            return Optional.ofNullable(host).filter(found -> found.matches(".*[A-Za-z]$"));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static List<GeneralSubtree> list(GeneralSubtree[] subtrees) {
        return subtrees == null ? List.of() : Arrays.asList(subtrees);
    }
}
