package dev.tamga.ca.chain;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * What RFC 5280 §4 demands of a certificate by itself, whatever path it stands in. Bouncy Castle's PKIX looks at some
 * of it only: not at an anchor, not at empty names, not at a name constraint where none may be.
 */
final class CertificateForm {
    /** RFC 5280 §6.1.4 (o), §6.1.5 (f): the critical extensions that are processed here. */
    static final Set<String> PROCESSED = ids(
            Extension.basicConstraints, Extension.keyUsage, Extension.extendedKeyUsage,
            Extension.certificatePolicies, Extension.policyMappings, Extension.policyConstraints,
            Extension.inhibitAnyPolicy, Extension.nameConstraints, Extension.subjectAlternativeName,
            Extension.cRLDistributionPoints);

    // RFC 5280 §4.2.1.12: what a CA's key may certify for, where the CA limits that: clientAuth, or any.
    private static final Set<String> AUTHENTICATING = Set.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");

    private CertificateForm() {}

    /** What makes a certificate no CA's, or one that must not be relied on; the anchor's counts as well. */
    static Optional<String> faultOfCa(CertificateView ca) {
        ExtensionsView said = ca.extensions();
        if (!said.isCa()) {
            return Optional.of(ca.pathRules().has(Extension.basicConstraints)
                    ? "basic constraints say cA FALSE; expected TRUE"
                    : "basic constraints are absent; expected cA TRUE");
        }
        if (said.keyUsage().isPresent() && !said.hasKeyUsage(KeyUsage.keyCertSign)) {
            return Optional.of("key usage has no keyCertSign; expected it of a CA");
        }
        if (said.extendedKeyUsage().isPresent()
                && said.extendedKeyUsage().get().stream().noneMatch(AUTHENTICATING::contains)) {
            return Optional.of("extended key usage is " + said.extendedKeyUsage().get()
                    + "; expected clientAuth, any, or none");
        }
        if (ca.subject().isEmpty()) {
            return Optional.of("subject is empty; expected a name of a CA");
        }
        if (ca.pathRules().pathLength().map(length -> length.signum() < 0).orElse(false)) {
            return Optional.of("path length is negative; expected 0 or more");
        }
        return faultOfAny(ca);
    }

    /** What is wrong with the certificate at the end of a path. */
    static Optional<String> faultOfLeaf(CertificateView leaf) {
        boolean isCa = leaf.extensions().isCa();
        // RFC 5280 §4.1.2.6
        if (leaf.subject().isEmpty() && !leaf.pathRules().isCritical(Extension.subjectAlternativeName)) {
            return Optional.of("subject is empty; expected a name, or a critical subjectAltName");
        }
        // RFC 5280 §4.2.1.10
        if (!isCa && leaf.pathRules().nameConstraints().isPresent()) {
            return Optional.of("name constraints are there; expected them in CA certificates alone");
        }
        // RFC 5280 §4.2.1.9
        if (!isCa && leaf.extensions().hasKeyUsage(KeyUsage.keyCertSign)) {
            return Optional.of("key usage has keyCertSign; expected it in CA certificates alone");
        }
        return faultOfAny(leaf);
    }

    private static Optional<String> faultOfAny(CertificateView certificate) {
        PathExtensions rules = certificate.pathRules();
        // RFC 5280 §4.2.1.10: "Conforming CAs MUST mark this extension as critical".
        if (rules.has(Extension.nameConstraints) && !rules.isCritical(Extension.nameConstraints)) {
            return Optional.of("name constraints are not critical; expected them critical");
        }
        return rules.critical().stream()
                .filter(oid -> !PROCESSED.contains(oid))
                .sorted()
                .findFirst()
                .map(oid -> "extension " + oid + " is critical and not known; expected one of " + PROCESSED);
    }

    private static Set<String> ids(ASN1ObjectIdentifier... oids) {
        return Arrays.stream(oids)
                .map(ASN1ObjectIdentifier::getId)
                .collect(Collectors.toUnmodifiableSet());
    }
}
