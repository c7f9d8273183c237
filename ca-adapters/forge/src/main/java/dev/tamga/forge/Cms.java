package dev.tamga.forge;

import java.security.MessageDigest;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

import dev.tamga.forge.sm2.GmObjects;
import dev.tamga.forge.sm2.Sm2Signature;

/**
 * A CMS signature about to be forged, built by hand so that every field can be odd:
 * {@code Cms.of(leaf, text).gm().detached().forge()}. Attached, without signed attributes, with international outer
 * OIDs and the signer's certificate unless said otherwise.
 */
public final class Cms {
    private final ForgedCertificate signer;
    private final byte[] content;
    private final boolean isSm2;
    private ASN1ObjectIdentifier signedData = PKCSObjectIdentifiers.signedData;
    private ASN1ObjectIdentifier data = PKCSObjectIdentifiers.data;
    private ASN1ObjectIdentifier digest;
    private ASN1ObjectIdentifier signature;
    private boolean isAttached = true;
    private boolean hasAttributes;
    private boolean hasCertificate = true;
    private boolean hasZ = true;

    private Cms(ForgedCertificate signer, byte[] content) {
        this.signer = signer;
        this.content = content.clone();
        this.isSm2 = signer.key().algorithm().jcaName().equals("SM3WITHSM2");
        this.digest = isSm2 ? GmObjects.SM3 : NISTObjectIdentifiers.id_sha256;
        this.signature = isSm2 ? GmObjects.SM2_WITH_SM3 : PKCSObjectIdentifiers.rsaEncryption;
    }

    /** Over these bytes, by an SM2 or RSA key. */
    public static Cms of(ForgedCertificate signer, byte[] content) {
        return new Cms(signer, content);
    }

    /** GB/T 35275's outer OIDs. */
    public Cms gm() {
        return types(GmObjects.SIGNED_DATA, GmObjects.DATA);
    }

    /** Any outer OIDs. */
    public Cms types(ASN1ObjectIdentifier outer, ASN1ObjectIdentifier inner) {
        this.signedData = outer;
        this.data = inner;
        return this;
    }

    public Cms detached() {
        this.isAttached = false;
        return this;
    }

    /** contentType and messageDigest are signed instead of the content. */
    public Cms withSignedAttributes() {
        this.hasAttributes = true;
        return this;
    }

    public Cms withoutCertificate() {
        this.hasCertificate = false;
        return this;
    }

    public Cms withoutZ() {
        this.hasZ = false;
        return this;
    }

    /** The digest algorithm that is named; SM3 or SHA-256 is what is computed. */
    public Cms naming(ASN1ObjectIdentifier digestAlgorithm, ASN1ObjectIdentifier signatureAlgorithm) {
        this.digest = digestAlgorithm;
        this.signature = signatureAlgorithm;
        return this;
    }

    /** DER. */
    public byte[] forge() {
        return Forging.of(() -> {
            ASN1EncodableVector fields = new ASN1EncodableVector();
            fields.add(new ASN1Integer(1));
            fields.add(new DERSet(algorithm(digest)));
            fields.add(
                    isAttached
                            ? new DERSequence(vector(data, new DERTaggedObject(0, new DEROctetString(content))))
                            : new DERSequence(data));
            if (hasCertificate) {
                fields.add(new DERTaggedObject(
                        false, 0, new DERSet(signer.holder().toASN1Structure())));
            }
            fields.add(new DERSet(signerInfo()));
            return new DERSequence(vector(signedData, new DERTaggedObject(0, new DERSequence(fields))))
                    .getEncoded("DER");
        });
    }

    private DERSequence signerInfo() throws Exception {
        ASN1EncodableVector info = new ASN1EncodableVector();
        info.add(new ASN1Integer(1));
        info.add(new IssuerAndSerialNumber(signer.holder().getIssuer(), signer.serial()));
        info.add(algorithm(digest));
        byte[] signed = content;
        if (hasAttributes) {
            DERSet attributes = attributes();
            // RFC 5652 §5.4: what is signed is the SET OF, not its implicitly tagged form.
            signed = attributes.getEncoded("DER");
            info.add(new DERTaggedObject(false, 0, attributes));
        }
        info.add(algorithm(signature));
        info.add(new DEROctetString(sign(signed)));
        return new DERSequence(info);
    }

    private DERSet attributes() throws Exception {
        byte[] hash = isSm2
                ? Sm2Signature.sm3(content)
                : MessageDigest.getInstance("SHA-256").digest(content);
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.contentType, new DERSet(data)));
        attributes.add(new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(hash))));
        return new DERSet(attributes);
    }

    private byte[] sign(byte[] text) {
        return hasZ ? signer.sign(text) : Sm2Signature.withoutZ(signer.key().privateKey(), text);
    }

    private static AlgorithmIdentifier algorithm(ASN1ObjectIdentifier oid) {
        return new AlgorithmIdentifier(oid, DERNull.INSTANCE);
    }

    private static ASN1EncodableVector vector(ASN1Encodable first, ASN1Encodable second) {
        ASN1EncodableVector vector = new ASN1EncodableVector();
        vector.add(first);
        vector.add(second);
        return vector;
    }
}
