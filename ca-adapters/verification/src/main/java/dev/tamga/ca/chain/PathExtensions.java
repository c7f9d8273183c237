package dev.tamga.ca.chain;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * What a certificate says of the paths that it may stand in (RFC 5280 §4.2.1.5 to §4.2.1.14).
 *
 * @param pathLength how many CAs may follow; empty where it does not say
 * @param alternativeNames of the subject
 * @param policyMappings how many there are
 * @param critical OIDs of the critical extensions
 * @param present OIDs of all extensions
 */
record PathExtensions(
        Optional<BigInteger> pathLength,
        Optional<NameConstraints> nameConstraints,
        List<GeneralName> alternativeNames,
        int policyMappings,
        Set<String> critical,
        Set<String> present) {
    private static final PathExtensions NONE =
            new PathExtensions(Optional.empty(), Optional.empty(), List.of(), 0, Set.of(), Set.of());

    /** Reads all of them at once: a malformed one is found here or never. */
    static PathExtensions read(Extensions all) {
        if (all == null) {
            return NONE;
        }
        return new PathExtensions(
                Optional.ofNullable(BasicConstraints.fromExtensions(all)).map(BasicConstraints::getPathLenConstraint),
                Optional.ofNullable(NameConstraints.getInstance(
                        all.getExtensionParsedValue(Extension.nameConstraints))),
                alternativeNames(all),
                policyMappings(all),
                oids(all.getCriticalExtensionOIDs()),
                oids(all.getExtensionOIDs()));
    }

    boolean isCritical(ASN1ObjectIdentifier oid) {
        return critical.contains(oid.getId());
    }

    boolean has(ASN1ObjectIdentifier oid) {
        return present.contains(oid.getId());
    }

    private static List<GeneralName> alternativeNames(Extensions all) {
        if (all.getExtension(Extension.subjectAlternativeName) == null) {
            return List.of();
        }
        GeneralName[] names =
                GeneralNames.getInstance(all.getExtensionParsedValue(Extension.subjectAlternativeName)).getNames();
        if (names.length == 0) {
            throw new IllegalArgumentException("subjectAltName is empty");
        }
        return List.of(names);
    }

    private static int policyMappings(Extensions all) {
        return all.getExtension(Extension.policyMappings) == null
                ? 0
                : ASN1Sequence.getInstance(all.getExtensionParsedValue(Extension.policyMappings)).size();
    }

    private static Set<String> oids(ASN1ObjectIdentifier[] oids) {
        Set<String> found = new LinkedHashSet<>();
        Arrays.stream(oids).map(ASN1ObjectIdentifier::getId).forEach(found::add);
        return Set.copyOf(found);
    }
}
