package dev.tamga.forge;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Objects;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;

/**
 * A CRL about to be forged: {@code Crl.of(issuer, t).nextUpdate(u).revoke(leaf, when, reason).forge()}. What this form
 * cannot say, {@link RawCrl} can.
 */
public final class Crl {
    private final X509v2CRLBuilder list;
    private ForgedKey signer;
    private SigningAlgorithm algorithm;

    private Crl(ForgedCertificate issuer, Instant thisUpdate) {
        this.signer = issuer.key();
        this.list = new X509v2CRLBuilder(issuer.subject(), Date.from(Objects.requireNonNull(thisUpdate)));
        extension(ForgedExtension.of(
                Extension.authorityKeyIdentifier.getId(), Certificates.authorityOf(issuer)));
    }

    public static Crl of(ForgedCertificate issuer, Instant thisUpdate) {
        return new Crl(issuer, thisUpdate);
    }

    /** Left out unless given. */
    public Crl nextUpdate(Instant instant) {
        list.setNextUpdate(Date.from(instant));
        return this;
    }

    public Crl number(long number) {
        return extension(ForgedExtension.of(Extension.cRLNumber.getId(), new ASN1Integer(number)));
    }

    public Crl revoke(ForgedCertificate certificate, Instant when, RevocationReason reason) {
        return revoke(certificate.serial(), when, reason);
    }

    public Crl revoke(BigInteger serial, Instant when, RevocationReason reason) {
        list.addCRLEntry(serial, Date.from(when), reason.code());
        return this;
    }

    /** An entry that names the certificate's issuer, for an indirect CRL (RFC 5280 §5.3.3). */
    public Crl revokeOf(ForgedCertificate certificate, Instant when, RevocationReason reason) {
        return entry(certificate.serial(), when,
                reason(reason), certificateIssuer(certificate.holder().getIssuer()));
    }

    /** An entry with these extensions and no other. */
    public Crl entry(BigInteger serial, Instant when, ForgedExtension... extensions) {
        list.addCRLEntry(serial, Date.from(when), new Extensions(
                Arrays.stream(extensions).map(ForgedExtension::toExtension).toArray(Extension[]::new)));
        return this;
    }

    /** The entry extension reasonCode. */
    public static ForgedExtension reason(RevocationReason reason) {
        return ForgedExtension.of(Extension.reasonCode.getId(), new ASN1Enumerated(reason.code()));
    }

    /** The critical entry extension certificateIssuer. */
    public static ForgedExtension certificateIssuer(X500Name name) {
        return ForgedExtension.of(Extension.certificateIssuer.getId(), new GeneralNames(new GeneralName(name)))
                .critical();
    }

    /** A delta CRL that continues the complete one of this number or a later one (RFC 5280 §5.2.4). */
    public Crl delta(long baseNumber) {
        return extension(ForgedExtension.of(Extension.deltaCRLIndicator.getId(), new ASN1Integer(baseNumber))
                .critical());
    }

    /** Where the delta CRL to this one is (RFC 5280 §5.2.6). */
    public Crl freshest(String uri) {
        DistributionPointName name = new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
        return extension(ForgedExtension.of(Extension.freshestCRL.getId(),
                new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)})));
    }

    /** A critical issuing distribution point (RFC 5280 §5.2.5). */
    public Crl scope(IssuingDistributionPoint point) {
        return scope((ASN1Encodable) point);
    }

    /** The same, of whatever form. */
    public Crl scope(ASN1Encodable point) {
        return extension(ForgedExtension.of(Extension.issuingDistributionPoint.getId(), point).critical());
    }

    /** Such as a critical one that nobody knows. */
    public Crl extension(ForgedExtension extension) {
        return Forging.of(() -> {
            list.addExtension(extension.toExtension());
            return this;
        });
    }

    /** Signed by another key than the issuer's. */
    public Crl signedBy(ForgedKey anybody) {
        this.signer = anybody;
        return this;
    }

    public Crl algorithm(SigningAlgorithm by) {
        this.algorithm = by;
        return this;
    }

    /** DER. */
    public byte[] forge() {
        SigningAlgorithm by = algorithm == null ? signer.algorithm() : algorithm;
        return Forging.of(() -> list.build(signer.signer(by)).getEncoded());
    }
}
