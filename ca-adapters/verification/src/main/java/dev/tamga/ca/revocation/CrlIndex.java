package dev.tamga.ca.revocation;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

import dev.tamga.ca.chain.CertificateView;

/**
 * A verified CRL for look-ups.
 *
 * @param reasons RFC 5280 §5.3.1, by serial number
 * @param scope what the CRL says it covers; null where it covers all of its issuer's certificates
 */
record CrlIndex(Instant thisUpdate, Date nextUpdate, Map<BigInteger, Integer> reasons, IssuingDistributionPoint scope) {

    /** Whether a newer CRL should be there. */
    boolean isDue(Instant now) {
        return !now.isBefore(nextUpdate.toInstant());
    }

    Answer answer(BigInteger serial) throws Unanswered {
        Integer reason = reasons.get(serial);
        return reason == null
                ? Answer.good(RevocationPolicy.Kind.CRL, thisUpdate)
                : Answer.revoked(RevocationPolicy.Kind.CRL, reason, thisUpdate);
    }

    /**
     * RFC 5280 §6.3.3 (b): a partial CRL answers only for certificates that point to it. Without this, whoever stands
     * between could answer with the CA's genuine CRL for other certificates.
     */
    void checkScope(CertificateView certificate) throws Unanswered {
        if (scope == null) {
            return;
        }
        boolean covers = !scope.onlyContainsAttributeCerts()
                && !(scope.onlyContainsCACerts() && !certificate.extensions().isCa())
                && !(scope.onlyContainsUserCerts() && certificate.extensions().isCa())
                && (scope.getDistributionPoint() == null || isPointedTo(certificate));
        if (!covers) {
            throw new Unanswered("the CRL is for other certificates");
        }
    }

    private boolean isPointedTo(CertificateView certificate) {
        Set<GeneralName> here = names(GeneralNames.getInstance(scope.getDistributionPoint().getName()));
        List<GeneralNames> points = certificate.extensions().crlPoints();
        return points.stream().anyMatch(point -> names(point).stream().anyMatch(here::contains));
    }

    private static Set<GeneralName> names(GeneralNames names) {
        return List.of(names.getNames()).stream().collect(Collectors.toUnmodifiableSet());
    }
}
