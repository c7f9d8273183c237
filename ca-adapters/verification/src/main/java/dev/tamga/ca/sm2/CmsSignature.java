package dev.tamga.ca.sm2;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;

/**
 * A CMS SignedData around one bare signature: exactly one signer, whose certificate is the presented one. RFC 5652 with
 * its own or GB/T 35275's object identifiers. Read as structures and not with a CMS library, so that nothing is
 * accepted that is not listed here. All of it must be DER, though RFC 5652 allows BER: one signature has one spelling.
 */
public final class CmsSignature {
    // Longer than any r‖s and blob, shorter than any CMS: a bare signature never looks like a CMS by chance.
    private static final int SHORTEST = 129;
    private static final int OID_TAG = 0x06;
    private static final Set<String> SIGNED_DATA = Set.of("1.2.840.113549.1.7.2", "1.2.156.10197.6.1.4.2.2");
    private static final Set<String> DATA = Set.of("1.2.840.113549.1.7.1", "1.2.156.10197.6.1.4.2.1");

    private final ASN1ObjectIdentifier type;
    private final Optional<byte[]> content;
    private final AlgorithmIdentifier listedDigest;
    private final CmsSigner signer;

    private CmsSignature(Fields inner, AlgorithmIdentifier listedDigest, CmsSigner signer) {
        this.type = ASN1ObjectIdentifier.getInstance(inner.next());
        this.content = inner.tagged(0).map(tagged -> octets(tagged.getExplicitBaseObject()));
        this.listedDigest = listedDigest;
        this.signer = signer;
        inner.end();
    }

    /** Whether bytes are one SEQUENCE, from the first to the last, that begins with an OID as a ContentInfo does. */
    public static boolean isCms(byte[] signature) {
        if (signature.length < SHORTEST || signature[0] != 0x30 || signature[1] >= 0) {
            return false;
        }
        int lengthOctets = signature[1] & 0x7f;
        if (lengthOctets < 1 || lengthOctets > 3 || signature[2 + lengthOctets] != OID_TAG) {
            return false;
        }
        int length = 0;
        for (int i = 0; i < lengthOctets; i++) {
            length = length << 8 | signature[2 + i] & 0xff;
        }
        return length == signature.length - 2 - lengthOctets;
    }

    /**
     * Reads a CMS whose one signer is the presented certificate.
     *
     * @param der must have passed a check of its DER form
     */
    public static CmsSignature read(byte[] der, X509CertificateHolder presented) throws Refused {
        try {
            Fields outer = Fields.of(ASN1Primitive.fromByteArray(der));
            String type = ASN1ObjectIdentifier.getInstance(outer.next()).getId();
            if (!SIGNED_DATA.contains(type)) {
                throw unknown("the CMS is of type " + type + "; expected signedData");
            }
            ASN1TaggedObject content = outer.tagged(0).orElseThrow(IllegalArgumentException::new);
            outer.end();
            return signedData(Fields.of(content.getExplicitBaseObject()), presented);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle answers malformed structures with a dozen kinds of RuntimeException.
            throw unknown("the CMS is malformed: " + e.getMessage());
        }
    }

    /** The digest that the signer names. */
    public AlgorithmIdentifier digestAlgorithm() {
        return signer.digest();
    }

    /** The digest that the SignedData lists ahead of its content. */
    public AlgorithmIdentifier listedDigest() {
        return listedDigest;
    }

    public AlgorithmIdentifier signatureAlgorithm() {
        return signer.algorithm();
    }

    /** All of them. */
    public List<AlgorithmIdentifier> algorithms() {
        return List.of(listedDigest, signer.digest(), signer.algorithm());
    }

    /**
     * What the signature must be over: the expected text itself, or the attributes that carry its digest.
     *
     * @param digest the digest that the signer means, as {@link java.security.MessageDigest} names it, or {@code SM3}
     */
    public byte[] signed(byte[] text, String digest) throws Refused {
        if (content.isPresent() && !Arrays.equals(content.get(), text)) {
            throw new Refused(new Refusal.SignatureInvalid("the CMS carries another text than the challenge"));
        }
        if (signer.attributes().isEmpty()) {
            return text;
        }
        signer.attributes().get().check(type, digest, text);
        return signer.attributes().get().signed();
    }

    /** The bare signature. */
    public byte[] signature() {
        return signer.signature();
    }

    // RFC 5652 §5.1.
    private static CmsSignature signedData(Fields data, X509CertificateHolder presented) throws Refused, IOException {
        int version = ASN1Integer.getInstance(data.next()).intValueExact();
        ASN1Set digests = ASN1Set.getInstance(data.next());
        Fields inner = Fields.of(data.next());
        Optional<ASN1TaggedObject> certificates = data.tagged(0);
        data.tagged(1);
        ASN1Set signers = ASN1Set.getInstance(data.next());
        data.end();
        if (signers.size() != 1 || digests.size() != 1) {
            throw unknown("the CMS has " + signers.size() + " signers and " + digests.size()
                    + " digests; expected one each");
        }
        if (certificates.isPresent() && !carries(ASN1Set.getInstance(certificates.get(), false), presented)) {
            throw unknown("the CMS carries certificates, but not the presented one");
        }
        CmsSigner signer = CmsSigner.read(signers.getObjectAt(0), presented);
        // GB/T 35275 keeps version 1 with its own content type, where RFC 5652 asks for 3: either is taken.
        if (version != 3 && version != signer.version()) {
            throw unknown("the SignedData is of version " + version + ", which does not go with its signer");
        }
        CmsSignature read = new CmsSignature(inner, AlgorithmIdentifier.getInstance(digests.getObjectAt(0)), signer);
        if (!DATA.contains(read.type.getId())) {
            throw unknown("the CMS is over " + read.type + "; expected data");
        }
        return read;
    }

    private static boolean carries(ASN1Set certificates, X509CertificateHolder presented) throws IOException {
        byte[] expected = presented.getEncoded();
        for (ASN1Encodable certificate : certificates) {
            if (Arrays.equals(expected, certificate.toASN1Primitive().getEncoded())) {
                return true;
            }
        }
        return false;
    }

    /** The content of a primitive OCTET STRING: DER has no other (X.690 §10.2). */
    static byte[] octets(ASN1Encodable element) {
        ASN1OctetString octets = ASN1OctetString.getInstance(element);
        if (!(octets instanceof DEROctetString)) {
            throw new IllegalArgumentException("an OCTET STRING is in pieces");
        }
        return octets.getOctets();
    }

    static Refused unknown(String detail) {
        return new Refused(new Refusal.SignatureFormatUnknown(detail));
    }
}
