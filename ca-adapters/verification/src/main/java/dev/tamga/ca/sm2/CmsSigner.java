package dev.tamga.ca.sm2;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

import dev.tamga.ca.Refused;

/**
 * One SignerInfo (RFC 5652 §5.3). Unsigned attributes, such as time stamps, may be there and say nothing here.
 *
 * @param version 1 with issuer and serial number, 3 with a subject key identifier
 */
record CmsSigner(
        int version,
        AlgorithmIdentifier digest,
        AlgorithmIdentifier algorithm,
        Optional<SignedAttributes> attributes,
        byte[] signature) {

    /** Reads what a certificate's key is said to have signed; a SignerInfo of another certificate is refused. */
    static CmsSigner read(ASN1Encodable signerInfo, X509CertificateHolder presented) throws Refused, IOException {
        Fields fields = Fields.of(signerInfo);
        int version = ASN1Integer.getInstance(fields.next()).intValueExact();
        Optional<ASN1TaggedObject> keyId = fields.tagged(0);
        boolean isNamed = keyId.isPresent()
                ? isKeyIdOf(keyId.get(), presented)
                : isIssuerAndSerialOf(IssuerAndSerialNumber.getInstance(fields.next()), presented);
        if (!isNamed) {
            throw CmsSignature.unknown("the CMS is signed by another certificate than the presented one");
        }
        if (version != (keyId.isPresent() ? 3 : 1)) {
            throw CmsSignature.unknown("the SignerInfo is of version " + version + ", which does not go with its sid");
        }
        AlgorithmIdentifier digest = AlgorithmIdentifier.getInstance(fields.next());
        Optional<ASN1TaggedObject> tagged = fields.tagged(0);
        Optional<SignedAttributes> attributes = tagged.isEmpty()
                ? Optional.empty()
                : Optional.of(SignedAttributes.read(tagged.get()));
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.getInstance(fields.next());
        byte[] signature = CmsSignature.octets(fields.next());
        fields.tagged(1);
        fields.end();
        return new CmsSigner(version, digest, algorithm, attributes, signature);
    }

    private static boolean isKeyIdOf(ASN1TaggedObject named, X509CertificateHolder presented) {
        SubjectKeyIdentifier id = SubjectKeyIdentifier.fromExtensions(presented.getExtensions());
        return id != null
                && Arrays.equals(id.getKeyIdentifier(), ASN1OctetString.getInstance(named, false).getOctets());
    }

    private static boolean isIssuerAndSerialOf(IssuerAndSerialNumber named, X509CertificateHolder presented) {
        return named.getName().equals(presented.getIssuer())
                && named.getSerialNumber().getValue().equals(presented.getSerialNumber());
    }
}
