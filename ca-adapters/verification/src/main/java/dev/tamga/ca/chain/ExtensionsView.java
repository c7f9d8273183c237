package dev.tamga.ca.chain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/**
 * The standard extensions of a certificate (RFC 5280 §4.2).
 *
 * @param keyUsage as {@link KeyUsage} numbers its bits; empty where the extension is absent
 * @param extendedKeyUsage OIDs; empty where the extension is absent
 * @param policies OIDs of the certificate policies in their order
 * @param crlPoints one set of names for each distribution point that names a whole CRL
 * @param ocspLocations as the certificate writes them, {@code OCSP://} included
 */
public record ExtensionsView(
        Optional<byte[]> authorityKeyId,
        Optional<byte[]> subjectKeyId,
        Optional<KeyUsage> keyUsage,
        Optional<Set<String>> extendedKeyUsage,
        boolean isCa,
        List<String> policies,
        List<GeneralNames> crlPoints,
        List<String> ocspLocations) {
    private static final ExtensionsView NONE = new ExtensionsView(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false,
            List.of(), List.of(), List.of());

    /** Reads all of them at once: a malformed one is found here or never. */
    static ExtensionsView read(Extensions all) {
        if (all == null) {
            return NONE;
        }
        return new ExtensionsView(
                Optional.ofNullable(AuthorityKeyIdentifier.fromExtensions(all))
                        .map(AuthorityKeyIdentifier::getKeyIdentifierOctets),
                Optional.ofNullable(SubjectKeyIdentifier.fromExtensions(all))
                        .map(SubjectKeyIdentifier::getKeyIdentifier),
                Optional.ofNullable(KeyUsage.fromExtensions(all)),
                Optional.ofNullable(ExtendedKeyUsage.fromExtensions(all)).map(ExtensionsView::purposes),
                Optional.ofNullable(BasicConstraints.fromExtensions(all)).map(BasicConstraints::isCA).orElse(false),
                policies(all),
                crlPoints(all),
                ocspLocations(all));
    }

    public boolean hasKeyUsage(int bit) {
        return keyUsage.map(usage -> usage.hasUsages(bit)).orElse(false);
    }

    /** The addresses of the CRLs in their order. */
    public List<String> crlLocations() {
        return crlPoints.stream().flatMap(names -> uris(names)).toList();
    }

    /** The addresses among names. */
    public static Stream<String> uris(GeneralNames names) {
        return Arrays.stream(names.getNames())
                .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                .map(name -> ((ASN1String) name.getName()).getString());
    }

    private static Set<String> purposes(ExtendedKeyUsage usage) {
        if (usage.size() == 0) {
            throw new IllegalArgumentException("extended key usage is empty");
        }
        return Arrays.stream(usage.getUsages()).map(KeyPurposeId::getId).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> policies(Extensions all) {
        CertificatePolicies policies = CertificatePolicies.fromExtensions(all);
        return policies == null ? List.of() : Arrays.stream(policies.getPolicyInformation())
                .map(PolicyInformation::getPolicyIdentifier)
                .map(oid -> oid.getId())
                .toList();
    }

    private static List<GeneralNames> crlPoints(Extensions all) {
        CRLDistPoint points = CRLDistPoint.getInstance(all.getExtensionParsedValue(Extension.cRLDistributionPoints));
        // RFC 5280 §4.2.1.13: a point for some reasons only, or with a CRL of another issuer, does not answer for all.
        return points == null ? List.of() : Arrays.stream(points.getDistributionPoints())
                .filter(point -> point.getReasons() == null && point.getCRLIssuer() == null)
                .map(DistributionPoint::getDistributionPoint)
                .filter(name -> name != null && name.getType() == DistributionPointName.FULL_NAME)
                .map(name -> GeneralNames.getInstance(name.getName()))
                .toList();
    }

    private static List<String> ocspLocations(Extensions all) {
        AuthorityInformationAccess access = AuthorityInformationAccess.fromExtensions(all);
        return access == null ? List.of() : Arrays.stream(access.getAccessDescriptions())
                .filter(one -> AccessDescription.id_ad_ocsp.equals(one.getAccessMethod()))
                .map(AccessDescription::getAccessLocation)
                .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                .map(name -> ((ASN1String) name.getName()).getString())
                .toList();
    }
}
