package dev.tamga.ca.crl;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

import dev.tamga.ca.chain.DerShape;

/**
 * What a CRL says of itself (RFC 5280 §5.1, §5.2).
 *
 * @param nextUpdate empty where the CRL does not say it
 * @param number empty where the CRL has none
 * @param deltaBase of a delta CRL the number of the complete one that it continues at least (§5.2.4)
 * @param freshest where the delta CRL to this one is (§5.2.6)
 */
public record CrlHeader(
        X500Name issuer,
        Instant thisUpdate,
        Optional<Instant> nextUpdate,
        Optional<BigInteger> number,
        Optional<BigInteger> deltaBase,
        Optional<byte[]> authorityKeyId,
        CrlScope scope,
        List<CrlPoint> freshest) {
    private static final int MOST_BYTES = 64 * 1024;
    // RFC 5280 §5.2.3: at most 20 octets.
    private static final int MOST_NUMBER_BITS = 160;
    /** What is read here and so may be critical. */
    private static final Set<ASN1ObjectIdentifier> READ = Set.of(
            Extension.authorityKeyIdentifier, Extension.cRLNumber, Extension.deltaCRLIndicator,
            Extension.issuingDistributionPoint, Extension.freshestCRL);

    public boolean isDelta() {
        return deltaBase.isPresent();
    }

    /** @param extensions null where the CRL has none */
    static CrlHeader of(X500Name issuer, Instant thisUpdate, Optional<Instant> nextUpdate, Extensions extensions)
            throws UnusableCrl {
        if (extensions == null) {
            return new CrlHeader(issuer, thisUpdate, nextUpdate,
                    Optional.empty(), Optional.empty(), Optional.empty(), CrlScope.ALL, List.of());
        }
        for (ASN1ObjectIdentifier critical : extensions.getCriticalExtensionOIDs()) {
            if (!READ.contains(critical)) {
                throw new UnusableCrl("the CRL has the critical extension " + critical + ", which is not known here");
            }
        }
        var point = IssuingDistributionPoint.getInstance(value(extensions, Extension.issuingDistributionPoint));
        var freshest = CRLDistPoint.getInstance(value(extensions, Extension.freshestCRL));
        return new CrlHeader(
                issuer,
                thisUpdate,
                nextUpdate,
                number(extensions, Extension.cRLNumber),
                number(extensions, Extension.deltaCRLIndicator),
                Optional.ofNullable(AuthorityKeyIdentifier.fromExtensions(extensions))
                        .map(AuthorityKeyIdentifier::getKeyIdentifierOctets),
                point == null ? CrlScope.ALL : CrlScope.of(point, issuer),
                freshest == null ? List.of() : CrlPoint.list(freshest, issuer));
    }

    /** One element of DER that Bouncy Castle is to read: bounded in size, depth and form before it sees it. */
    static ASN1Primitive element(byte[] der) throws IOException {
        if (der.length > MOST_BYTES) {
            throw new IOException("an element has " + der.length + " bytes; expected at most " + MOST_BYTES);
        }
        DerShape.check(der);
        return ASN1Primitive.fromByteArray(der);
    }

    private static ASN1Primitive value(Extensions extensions, ASN1ObjectIdentifier oid) throws UnusableCrl {
        Extension found = extensions.getExtension(oid);
        try {
            return found == null ? null : element(found.getExtnValue().getOctets());
        } catch (IOException e) {
            throw new UnusableCrl("the CRL's extension " + oid + " is malformed: " + e.getMessage());
        }
    }

    private static Optional<BigInteger> number(Extensions extensions, ASN1ObjectIdentifier oid) throws UnusableCrl {
        ASN1Primitive found = value(extensions, oid);
        if (found == null) {
            return Optional.empty();
        }
        BigInteger number = ASN1Integer.getInstance(found).getValue();
        if (number.signum() < 0 || number.bitLength() > MOST_NUMBER_BITS) {
            throw new UnusableCrl("the CRL's number is negative or longer than 20 octets");
        }
        return Optional.of(number);
    }

    /** Whether a key id that the CRL names is this one; so too where it names none. */
    boolean mayBeSignedBy(Optional<byte[]> subjectKeyId) {
        return authorityKeyId.isEmpty() || subjectKeyId.isEmpty()
                || Arrays.equals(authorityKeyId.get(), subjectKeyId.get());
    }
}
