package dev.tamga.ca.crl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

import dev.tamga.ca.chain.CertificateView;

/**
 * Where a certificate says that its CRL is (RFC 5280 §4.2.1.13), or where a CRL or certificate says that the delta CRL
 * is (§4.2.1.15).
 *
 * @param names of the point, all of one CRL; comparable, see {@link CrlNames}
 * @param reasons those of which this CRL speaks
 * @param issuers who signs the CRL where that is not the certificate's issuer: an indirect CRL
 */
public record CrlPoint(Set<Object> names, Reasons reasons, Set<X500Name> issuers) {
    private static final int MOST_POINTS = 16;

    /** The points of a certificate in its order; the first sixteen of them. */
    public static List<CrlPoint> listOf(CertificateView certificate) throws UnusableCrl {
        return read(certificate, Extension.cRLDistributionPoints.getId());
    }

    /** Where a certificate says that the delta CRL is. */
    public static List<CrlPoint> freshest(CertificateView certificate) throws UnusableCrl {
        return read(certificate, Extension.freshestCRL.getId());
    }

    /**
     * RFC 5280 §6.3.3: what is assumed where the points that a certificate names do not answer, the issuer's CRL.
     *
     * @param address where the operator says that it is
     */
    public static CrlPoint implied(X500Name certificateIssuer, Optional<String> address) {
        Set<Object> names = new LinkedHashSet<>(Set.of(certificateIssuer));
        address.map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri)).ifPresent(names::add);
        return new CrlPoint(names, Reasons.ALL, Set.of());
    }

    /** The addresses among the names. */
    public Stream<String> uris() {
        return names.stream()
                .filter(name -> name instanceof GeneralName general
                        && general.getTagNo() == GeneralName.uniformResourceIdentifier)
                .map(name -> ((ASN1String) ((GeneralName) name).getName()).getString());
    }

    /** Who may sign the CRL of this point. */
    public Set<X500Name> signers(X500Name certificateIssuer) {
        return issuers.isEmpty() ? Set.of(certificateIssuer) : issuers;
    }

    private static List<CrlPoint> read(CertificateView certificate, String oid) throws UnusableCrl {
        Optional<byte[]> content = certificate.extension(oid);
        if (content.isEmpty()) {
            return List.of();
        }
        try {
            return list(CRLDistPoint.getInstance(CrlHeader.element(content.get())), certificate.issuer().x500());
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle answers malformed structures with a dozen kinds of RuntimeException.
            throw new UnusableCrl("the certificate's distribution points are malformed: " + e.getMessage());
        }
    }

    static List<CrlPoint> list(CRLDistPoint points, X500Name base) {
        List<CrlPoint> found = new ArrayList<>();
        Arrays.stream(points.getDistributionPoints())
                .limit(MOST_POINTS)
                .forEach(point -> found.add(of(point, base)));
        return List.copyOf(found);
    }

    private static CrlPoint of(DistributionPoint point, X500Name certificateIssuer) {
        Set<X500Name> issuers = point.getCRLIssuer() == null ? Set.of() : directoryNames(point.getCRLIssuer());
        // RFC 5280 §4.2.1.13: a relative name continues the CRL issuer's, and then there is exactly one.
        X500Name base = issuers.isEmpty() ? certificateIssuer : issuers.iterator().next();
        return new CrlPoint(CrlNames.of(point.getDistributionPoint(), base), Reasons.of(point.getReasons()), issuers);
    }

    private static Set<X500Name> directoryNames(GeneralNames names) {
        Set<X500Name> found = new LinkedHashSet<>();
        CrlNames.of(names).stream()
                .filter(X500Name.class::isInstance)
                .forEach(name -> found.add((X500Name) name));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("a CRL issuer is no directory name");
        }
        return found;
    }
}
