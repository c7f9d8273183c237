package dev.tamga.ca.crl;

import java.util.Collections;
import java.util.Set;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

import dev.tamga.ca.chain.CertificateView;

/**
 * Which certificates a CRL speaks of: its issuing distribution point (RFC 5280 §5.2.5).
 *
 * @param names of the point, comparable; empty where the CRL is of no particular point
 * @param indirect whether it may list certificates of other issuers
 */
public record CrlScope(
        Set<Object> names,
        boolean onlyUserCertificates,
        boolean onlyCaCertificates,
        boolean onlyAttributeCertificates,
        Reasons reasons,
        boolean indirect) {
    /** All certificates of the CRL's issuer, for all reasons. */
    static final CrlScope ALL = new CrlScope(Set.of(), false, false, false, Reasons.ALL, false);

    static CrlScope of(IssuingDistributionPoint point, X500Name crlIssuer) {
        return new CrlScope(
                CrlNames.of(point.getDistributionPoint(), crlIssuer),
                point.onlyContainsUserCerts(),
                point.onlyContainsCACerts(),
                point.onlyContainsAttributeCerts(),
                Reasons.of(point.getOnlySomeReasons()),
                point.isIndirectCRL());
    }

    /**
     * RFC 5280 §6.3.3 (b) and (d): for which reasons the CRL speaks of a certificate that names this point. Without
     * this, whoever stands between could answer with the CA's genuine CRL for other certificates.
     */
    Reasons reasonsFor(CertificateView certificate, CrlPoint point, X500Name crlIssuer) throws UnusableCrl {
        X500Name certificateIssuer = certificate.issuer().x500();
        if (!point.signers(certificateIssuer).contains(crlIssuer)) {
            throw new UnusableCrl("the CRL is another issuer's");
        }
        boolean isCa = certificate.extensions().isCa();
        boolean speaks = (point.issuers().isEmpty() || indirect)
                && !onlyAttributeCertificates
                && !(onlyCaCertificates && !isCa)
                && !(onlyUserCertificates && isCa)
                && (names.isEmpty() || isNamedBy(point));
        if (!speaks) {
            throw new UnusableCrl("the CRL is for other certificates");
        }
        return reasons.and(point.reasons());
    }

    /** RFC 5280 §6.3.3 (b)(2)(i): by the point's name, or where it has none by the name of its CRL's issuer. */
    private boolean isNamedBy(CrlPoint point) {
        return !Collections.disjoint(names, point.names().isEmpty() ? point.issuers() : point.names());
    }
}
