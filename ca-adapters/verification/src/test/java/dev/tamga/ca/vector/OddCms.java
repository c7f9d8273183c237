package dev.tamga.ca.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.DLTaggedObject;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

import dev.tamga.forge.ForgedCertificate;

/** A CMS of which every part can be odd: sound over the expected line unless a field is changed. */
final class OddCms {
    static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    static final String DATA = "1.2.840.113549.1.7.1";

    final ForgedCertificate signer;
    final List<ASN1Encodable> listedDigests = new ArrayList<>();
    final List<ASN1Encodable> certificates = new ArrayList<>();
    final List<ASN1Encodable> signerInfos = new ArrayList<>();
    /** Signed instead of the content where there is one. */
    final List<ASN1Encodable> attributes = new ArrayList<>();
    final List<ASN1Encodable> unsigned = new ArrayList<>();
    final List<ASN1Encodable> afterSigners = new ArrayList<>();
    String outer = SIGNED_DATA;
    String inner = DATA;
    int version = 1;
    int signerVersion = 1;
    ASN1Encodable sid;
    AlgorithmIdentifier digest;
    AlgorithmIdentifier algorithm;
    ASN1Encodable content = new DEROctetString(Forged.TEXT);
    boolean isUnsorted;
    UnaryOperator<byte[]> signing;

    private OddCms(ForgedCertificate signer, String digest, String algorithm) {
        this.signer = signer;
        this.digest = identifier(digest);
        this.algorithm = identifier(algorithm);
        this.sid = new IssuerAndSerialNumber(signer.holder().getIssuer(), signer.serial());
        this.signing = signer::sign;
        this.certificates.add(signer.holder().toASN1Structure());
    }

    static byte[] of(ForgedCertificate signer, String algorithms, Consumer<OddCms> oddity) {
        String[] names = algorithms.split(" ");
        OddCms cms = new OddCms(signer, names[0], names[1]);
        oddity.accept(cms);
        return cms.encode();
    }

    static AlgorithmIdentifier identifier(String oid) {
        // RFC 5758 §3.2: no parameters with ECDSA; NULL with the rest.
        return oid.startsWith("1.2.840.10045")
                ? new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid))
                : new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid), DERNull.INSTANCE);
    }

    static ASN1Encodable attribute(String oid, ASN1Encodable... values) {
        return new DLSequence(new ASN1Encodable[] {new ASN1ObjectIdentifier(oid), new DLSet(values)});
    }

    OddCms attribute(ASN1Encodable attribute) {
        attributes.add(attribute);
        return this;
    }

    /** contentType and messageDigest as they should be. */
    OddCms attributes(byte[] hash) {
        return attribute(attribute(CMSAttributes.contentType.getId(), new ASN1ObjectIdentifier(inner)))
                .attribute(attribute(CMSAttributes.messageDigest.getId(), new DEROctetString(hash)));
    }

    private byte[] encode() {
        try {
            if (listedDigests.isEmpty()) {
                listedDigests.add(digest);
            }
            signerInfos.addFirst(signerInfo());
            ASN1EncodableVector data = new ASN1EncodableVector();
            data.add(new ASN1Integer(version));
            data.add(new DLSet(array(listedDigests)));
            data.add(content == null
                    ? new DLSequence(new ASN1ObjectIdentifier(inner))
                    : new DLSequence(new ASN1Encodable[] {
                        new ASN1ObjectIdentifier(inner), new DLTaggedObject(true, 0, content)
                    }));
            if (!certificates.isEmpty()) {
                data.add(new DLTaggedObject(false, 0, new DLSet(array(certificates))));
            }
            data.add(new DLSet(array(signerInfos)));
            afterSigners.forEach(data::add);
            return new DLSequence(new ASN1Encodable[] {
                new ASN1ObjectIdentifier(outer), new DLTaggedObject(true, 0, new DLSequence(data))
            }).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ASN1Encodable signerInfo() throws IOException {
        ASN1EncodableVector info = new ASN1EncodableVector();
        info.add(new ASN1Integer(signerVersion));
        info.add(sid);
        info.add(digest);
        byte[] signed = Forged.TEXT;
        if (!attributes.isEmpty()) {
            DERSet sorted = new DERSet(array(attributes));
            signed = sorted.getEncoded("DER");
            List<ASN1Encodable> sent = new ArrayList<>();
            sorted.forEach(sent::add);
            info.add(new DLTaggedObject(false, 0, new DLSet(array(isUnsorted ? sent.reversed() : sent))));
        }
        info.add(algorithm);
        info.add(new DEROctetString(signing.apply(signed)));
        if (!unsigned.isEmpty()) {
            info.add(new DLTaggedObject(false, 1, new DLSet(array(unsigned))));
        }
        return new DLSequence(info);
    }

    static ASN1Encodable[] array(List<ASN1Encodable> elements) {
        return elements.toArray(ASN1Encodable[]::new);
    }
}
