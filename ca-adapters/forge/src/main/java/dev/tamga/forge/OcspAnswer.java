package dev.tamga.forge;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Date;

import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;

/**
 * An OCSP answer about to be forged, signed by the issuer itself, by a delegated responder or by anybody:
 * {@code OcspAnswer.by(responder, producedAt).until(nextUpdate).good(OcspAnswer.id(leaf)).forge()}. thisUpdate is the
 * time of production and nextUpdate absent unless said before the status.
 */
public final class OcspAnswer {
    private final ForgedCertificate responder;
    private final Instant producedAt;
    private final BasicOCSPRespBuilder answer;
    private ForgedKey signer;
    private Instant thisUpdate;
    private Instant nextUpdate;
    private boolean withCertificate;

    private OcspAnswer(ForgedCertificate responder, Instant producedAt, ResponderID id) {
        this.responder = responder;
        this.producedAt = producedAt;
        this.thisUpdate = producedAt;
        this.signer = responder.key();
        this.answer = new BasicOCSPRespBuilder(new RespID(id));
    }

    public static OcspAnswer by(ForgedCertificate responder, Instant producedAt) {
        return new OcspAnswer(responder, producedAt, new ResponderID(responder.subject()));
    }

    /** The responder names itself by the SHA-1 of its key instead of by its name. */
    public static OcspAnswer byKeyOf(ForgedCertificate responder, Instant producedAt) {
        byte[] key = responder.key().publicKeyInfo().getPublicKeyData().getBytes();
        byte[] hash = Forging.of(() -> digest(OIWObjectIdentifiers.idSHA1, key));
        return new OcspAnswer(responder, producedAt, new ResponderID(new DEROctetString(hash)));
    }

    /** The unsigned answers: 1 malformedRequest, 2 internalError, 3 tryLater, 5 sigRequired, 6 unauthorized. */
    public static byte[] error(int status) {
        return Forging.of(() -> new OCSPRespBuilder().build(status, null).getEncoded());
    }

    /** The certificate's id with SHA-1 digests. */
    public static CertificateID id(ForgedCertificate certificate) {
        return id(certificate, OIWObjectIdentifiers.idSHA1);
    }

    public static CertificateID id(ForgedCertificate certificate, ASN1ObjectIdentifier digest) {
        return id(certificate.issuer().orElse(certificate), certificate.serial(), digest);
    }

    public static CertificateID id(ForgedCertificate issuer, BigInteger serial, ASN1ObjectIdentifier digest) {
        return Forging.of(() -> {
            byte[] key = issuer.key().publicKeyInfo().getPublicKeyData().getBytes();
            return new CertificateID(new CertID(
                    new AlgorithmIdentifier(digest, DERNull.INSTANCE),
                    new DEROctetString(digest(digest, issuer.subject().getEncoded("DER"))),
                    new DEROctetString(digest(digest, key)),
                    new ASN1Integer(serial)));
        });
    }

    public OcspAnswer from(Instant instant) {
        this.thisUpdate = instant;
        return this;
    }

    public OcspAnswer until(Instant instant) {
        this.nextUpdate = instant;
        return this;
    }

    public OcspAnswer good(CertificateID id) {
        return status(id, CertificateStatus.GOOD);
    }

    public OcspAnswer revoked(CertificateID id, Instant when, RevocationReason reason) {
        // RFC 6960 §4.2.1: revocationReason is optional, as in a CRL entry.
        return status(
                id,
                reason == RevocationReason.UNSPECIFIED
                        ? new RevokedStatus(new RevokedInfo(
                                new ASN1GeneralizedTime(Date.from(when)), null))
                        : new RevokedStatus(Date.from(when), reason.code()));
    }

    public OcspAnswer unknown(CertificateID id) {
        return status(id, new UnknownStatus());
    }

    public OcspAnswer nonce(byte[] nonce) {
        return extension(
                ForgedExtension.of(OCSPObjectIdentifiers.id_pkix_ocsp_nonce.getId(), new DEROctetString(nonce)));
    }

    /** The one extension of the answer; the nonce is one. */
    public OcspAnswer extension(ForgedExtension extension) {
        answer.setResponseExtensions(new Extensions(extension.toExtension()));
        return this;
    }

    /** The responder's certificate goes with the answer, as a delegated responder's must. */
    public OcspAnswer withCertificate() {
        this.withCertificate = true;
        return this;
    }

    /** Signed by another key than the responder's. */
    public OcspAnswer signedBy(ForgedKey anybody) {
        this.signer = anybody;
        return this;
    }

    /** DER of the whole OCSPResponse. */
    public byte[] forge() {
        X509CertificateHolder[] certificates =
                withCertificate ? new X509CertificateHolder[] {responder.holder()} : null;
        return Forging.of(() -> new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        answer.build(signer.signer(signer.algorithm()), certificates, Date.from(producedAt)))
                .getEncoded());
    }

    private OcspAnswer status(CertificateID id, CertificateStatus status) {
        Date next = nextUpdate == null ? null : Date.from(nextUpdate);
        answer.addResponse(id, status, Date.from(thisUpdate), next, null);
        return this;
    }

    private static byte[] digest(ASN1ObjectIdentifier algorithm, byte[] bytes) throws Exception {
        return MessageDigest.getInstance(algorithm.getId(), BouncyCastle.PROVIDER).digest(bytes);
    }
}
