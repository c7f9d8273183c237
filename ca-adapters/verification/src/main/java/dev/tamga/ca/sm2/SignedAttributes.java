package dev.tamga.ca.sm2;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.CMSAttributes;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;

/**
 * The attributes that a CMS signs instead of its content (RFC 5652 §5.3, §11): contentType and messageDigest once each,
 * with one value. Others may be there, once each; they say nothing here.
 *
 * @param signed the DER SET OF that the signature is over (§5.4), not the implicitly tagged form that is sent
 */
record SignedAttributes(byte[] signed, ASN1ObjectIdentifier contentType, byte[] messageDigest) {

    static SignedAttributes read(ASN1TaggedObject tagged) throws IOException {
        ASN1Set set = ASN1Set.getInstance(tagged, false);
        byte[] der = set.getEncoded("DER");
        // RFC 5652 §5.3: DER even where the rest is BER; the order of a SET OF is what DER adds (X.690 §11.6).
        if (!MessageDigest.isEqual(der, set.getEncoded("DL"))) {
            throw new IllegalArgumentException("the signed attributes are not DER");
        }
        Map<ASN1ObjectIdentifier, ASN1Set> attributes = new HashMap<>();
        for (ASN1Encodable attribute : set) {
            Fields fields = Fields.of(attribute);
            ASN1ObjectIdentifier type = ASN1ObjectIdentifier.getInstance(fields.next());
            if (attributes.put(type, ASN1Set.getInstance(fields.next())) != null) {
                throw new IllegalArgumentException("a signed attribute is there twice");
            }
            fields.end();
        }
        return new SignedAttributes(
                der,
                ASN1ObjectIdentifier.getInstance(only(attributes.get(CMSAttributes.contentType))),
                CmsSignature.octets(only(attributes.get(CMSAttributes.messageDigest))));
    }

    void check(ASN1ObjectIdentifier type, String digest, byte[] text) throws Refused {
        if (!contentType.equals(type)) {
            throw new Refused(new Refusal.SignatureInvalid(
                    "the CMS is of " + type + " and its signed attributes say " + contentType));
        }
        if (!MessageDigest.isEqual(messageDigest, Digests.of(digest, text))) {
            throw new Refused(new Refusal.SignatureInvalid("the CMS carries the digest of another text"));
        }
    }

    private static ASN1Encodable only(ASN1Set values) {
        if (values == null || values.size() != 1) {
            throw new IllegalArgumentException("contentType or messageDigest is not there with one value");
        }
        return values.getObjectAt(0);
    }
}
