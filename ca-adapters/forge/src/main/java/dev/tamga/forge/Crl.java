package dev.tamga.forge;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;

/** A CRL about to be forged: {@code Crl.of(issuer, t).nextUpdate(u).revoke(leaf, when, reason).forge()}. */
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

    /** Such as a critical issuing distribution point or a delta CRL indicator. */
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
