package dev.tamga.ca.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.TBSCertList;

import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.DerShape;
import dev.tamga.ca.chain.Suite;

/**
 * Reads a CRL (RFC 5280 §5, §6.3.3): complete, direct, signed by the issuer's key, fresh, nothing critical left unread.
 */
final class CrlReader {
    private static final Set<ASN1ObjectIdentifier> KNOWN = Set.of(Extension.issuingDistributionPoint);

    private CrlReader() {}

    static CrlIndex read(byte[] der, Question question, Instant now) throws Unanswered {
        try {
            DerShape.check(der);
            CertificateList list = CertificateList.getInstance(ASN1Primitive.fromByteArray(der));
            TBSCertList body = list.getTBSCertList();
            checkSignature(list, question.issuer());
            IssuingDistributionPoint scope = scope(body.getExtensions());
            if (body.getNextUpdate() == null) {
                throw new Unanswered("the CRL has no nextUpdate");
            }
            Instant thisUpdate = body.getThisUpdate().getDate().toInstant();
            Freshness.check(thisUpdate, body.getNextUpdate().getDate(), question.policy().crlMaxAge(), now);
            return new CrlIndex(thisUpdate, body.getNextUpdate().getDate(), reasons(body), scope);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle answers malformed structures with a dozen kinds of RuntimeException.
            throw new Unanswered("the CRL is malformed: " + e.getClass().getSimpleName());
        }
    }

    private static void checkSignature(CertificateList list, CertificateView issuer) throws Unanswered, IOException {
        boolean mayIssue = issuer.extensions().keyUsage().isEmpty()
                || issuer.extensions().hasKeyUsage(KeyUsage.cRLSign);
        if (!mayIssue || !list.getIssuer().equals(issuer.subject().x500())) {
            throw new Unanswered("the CRL is another issuer's");
        }
        Suite suite = Suite.find(list.getSignatureAlgorithm())
                .orElseThrow(() -> new Unanswered("the CRL's signature algorithm is not accepted"));
        byte[] signed = list.getTBSCertList().getEncoded("DER");
        if (!list.getTBSCertList().getSignature().equals(list.getSignatureAlgorithm())
                || !suite.verifies(issuer.publicKey(), signed, list.getSignature().getOctets())) {
            throw new Unanswered("the CRL is not signed by the issuer's key");
        }
    }

    private static IssuingDistributionPoint scope(Extensions extensions) throws Unanswered {
        if (extensions == null) {
            return null;
        }
        for (ASN1ObjectIdentifier critical : extensions.getCriticalExtensionOIDs()) {
            if (!KNOWN.contains(critical)) {
                throw new Unanswered("the CRL has the critical extension " + critical + ", which is not known here");
            }
        }
        if (extensions.getExtension(Extension.deltaCRLIndicator) != null) {
            throw new Unanswered("the CRL is a delta CRL; expected a complete one");
        }
        Extension found = extensions.getExtension(Extension.issuingDistributionPoint);
        return found == null ? null : direct(IssuingDistributionPoint.getInstance(found.getParsedValue()));
    }

    private static IssuingDistributionPoint direct(IssuingDistributionPoint scope) throws Unanswered {
        boolean relative = scope.getDistributionPoint() != null
                && scope.getDistributionPoint().getType() != DistributionPointName.FULL_NAME;
        if (scope.isIndirectCRL() || scope.getOnlySomeReasons() != null || relative) {
            throw new Unanswered("the CRL is indirect or for some reasons only; expected a complete one");
        }
        return scope;
    }

    private static Map<BigInteger, Integer> reasons(TBSCertList body) throws Unanswered {
        Map<BigInteger, Integer> reasons = new HashMap<>();
        Enumeration<?> entries = body.getRevokedCertificateEnumeration();
        while (entries.hasMoreElements()) {
            TBSCertList.CRLEntry entry = (TBSCertList.CRLEntry) entries.nextElement();
            // Of two entries for one certificate the graver counts: suspended may be lifted, revoked may not.
            reasons.merge(entry.getUserCertificate().getValue(), reason(entry.getExtensions()), Answer::graver);
        }
        return reasons;
    }

    private static int reason(Extensions extensions) throws Unanswered {
        if (extensions == null) {
            return Answer.UNSPECIFIED;
        }
        if (extensions.getExtension(Extension.certificateIssuer) != null) {
            throw new Unanswered("the CRL lists certificates of another issuer");
        }
        Extension reason = extensions.getExtension(Extension.reasonCode);
        return reason == null
                ? Answer.UNSPECIFIED
                : ASN1Enumerated.getInstance(reason.getParsedValue()).getValue().intValueExact();
    }
}
