package dev.tamga.ca.sm2;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A CMS SignedData around one bare signature: exactly one signer, whose certificate is the presented one, no signed
 * attributes. RFC 5652 with its own or GB/T 35275's object identifiers. Read as structures and not with a CMS library,
 * so that nothing is accepted that is not listed here.
 *
 * @param content the text that the CMS carries; empty where it is detached
 */
public record CmsSignature(Optional<byte[]> content, String digestOid, String signatureOid, byte[] signature) {
    private static final Set<String> SIGNED_DATA = Set.of("1.2.840.113549.1.7.2", "1.2.156.10197.6.1.4.2.2");
    private static final Set<String> DATA = Set.of("1.2.840.113549.1.7.1", "1.2.156.10197.6.1.4.2.1");
    // BJCA writes 1.401.2 (HMAC-SM3) where it means SM3 (ca-certificates.md §4).
    private static final Set<String> SM3 = Set.of("1.2.156.10197.1.401", "1.2.156.10197.1.401.2");
    // SM2 with SM3; SM2 signature; SM2 itself; 301.3, which a 2016 server writes.
    private static final Set<String> SM2 = Set.of(
            "1.2.156.10197.1.501", "1.2.156.10197.1.301.1", "1.2.156.10197.1.301", "1.2.156.10197.1.301.3");
    private static final String SHA256 = "2.16.840.1.101.3.4.2.1";
    private static final Set<String> RSA = Set.of("1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11");
    private static final Set<String> WEAK_DIGESTS = Set.of("1.3.14.3.2.26", "1.2.840.113549.2.5");
    private static final Set<String> WEAK_SIGNATURES = Set.of("1.2.840.113549.1.1.5", "1.2.840.113549.1.1.4");

    /** Whether bytes begin as a ContentInfo does: a SEQUENCE whose first element is an OID. */
    public static boolean isCms(byte[] signature) {
        if (signature.length < 4 || signature[0] != 0x30) {
            return false;
        }
        int lengthOctets = signature[1] >= 0 ? 0 : signature[1] & 0x7f;
        return signature.length > 2 + lengthOctets && signature[2 + lengthOctets] == 0x06;
    }

    /** Nothing where any part is not of the accepted form. The bytes must have passed a check of their DER form. */
    public static Optional<CmsSignature> read(byte[] der, X509CertificateHolder presented) {
        try {
            ContentInfo outer = ContentInfo.getInstance(ASN1Primitive.fromByteArray(der));
            return SIGNED_DATA.contains(outer.getContentType().getId())
                    ? read(SignedData.getInstance(outer.getContent()), presented)
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle answers malformed structures with a dozen kinds of RuntimeException.
            return Optional.empty();
        }
    }

    /** Digest or signature below SHA-256. */
    public boolean isWeak() {
        return WEAK_DIGESTS.contains(digestOid) || WEAK_SIGNATURES.contains(signatureOid);
    }

    public boolean isSm2() {
        return SM3.contains(digestOid) && SM2.contains(signatureOid);
    }

    public boolean isRsa() {
        return SHA256.equals(digestOid) && RSA.contains(signatureOid);
    }

    private static Optional<CmsSignature> read(SignedData data, X509CertificateHolder presented) throws IOException {
        ContentInfo inner = data.getEncapContentInfo();
        boolean accepted = DATA.contains(inner.getContentType().getId())
                && data.getSignerInfos().size() == 1
                && carries(data.getCertificates(), presented);
        if (!accepted) {
            return Optional.empty();
        }
        SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
        if (!isOf(signer.getSID(), presented) || signer.getAuthenticatedAttributes() != null) {
            return Optional.empty();
        }
        return Optional.of(new CmsSignature(
                Optional.ofNullable(inner.getContent())
                        .map(content -> ASN1OctetString.getInstance(content).getOctets()),
                signer.getDigestAlgorithm().getAlgorithm().getId(),
                signer.getDigestEncryptionAlgorithm().getAlgorithm().getId(),
                signer.getEncryptedDigest().getOctets()));
    }

    /** No certificate at all, or the presented one among those that are there. */
    private static boolean carries(ASN1Set certificates, X509CertificateHolder presented) throws IOException {
        if (certificates == null) {
            return true;
        }
        byte[] expected = presented.getEncoded();
        for (ASN1Encodable certificate : certificates) {
            if (Arrays.equals(expected, certificate.toASN1Primitive().getEncoded())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(SignerIdentifier signer, X509CertificateHolder presented) {
        if (signer.isTagged()) {
            SubjectKeyIdentifier id = SubjectKeyIdentifier.fromExtensions(presented.getExtensions());
            byte[] named = ASN1OctetString.getInstance(signer.getId()).getOctets();
            return id != null && Arrays.equals(id.getKeyIdentifier(), named);
        }
        IssuerAndSerialNumber id = IssuerAndSerialNumber.getInstance(signer.getId());
        return id.getName().equals(presented.getIssuer())
                && id.getSerialNumber().getValue().equals(presented.getSerialNumber());
    }
}
