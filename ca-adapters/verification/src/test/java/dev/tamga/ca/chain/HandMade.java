package dev.tamga.ca.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;

import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedKey;

/** SM2 certificates that no builder makes, signed by their issuer's real key. */
final class HandMade {
    private static final AlgorithmIdentifier SM2_SM3 =
            new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.156.10197.1.501"));

    private final ForgedCertificate issuer;
    private final List<Extension> extensions = new ArrayList<>();
    ASN1Encodable version = new DERTaggedObject(true, 0, new ASN1Integer(2));
    BigInteger serial = BigInteger.valueOf(7);
    X500Name issuerName;
    X500Name subject = new X500Name("C=CN,O=Forged,CN=Hand-made");
    ASN1Encodable notBefore = new Time(Date.from(Forged.NOW.minusSeconds(60)));
    ASN1Encodable notAfter = new Time(Date.from(Forged.NOW.plusSeconds(60)));
    AlgorithmIdentifier inner = SM2_SM3;
    AlgorithmIdentifier outer = SM2_SM3;
    SubjectPublicKeyInfo key = ForgedKey.sm2().publicKeyInfo();
    ASN1Encodable uniqueId;
    int unusedBits;

    private HandMade(ForgedCertificate issuer) {
        this.issuer = issuer;
        this.issuerName = issuer.subject();
    }

    static HandMade by(ForgedCertificate issuer) {
        return new HandMade(issuer);
    }

    HandMade ca() throws IOException {
        return with(new Extension(Extension.basicConstraints, true, new BasicConstraints(true).getEncoded()))
                .with(new Extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign).getEncoded()));
    }

    HandMade with(Extension extension) {
        extensions.add(extension);
        return this;
    }

    byte[] der() throws IOException {
        ASN1EncodableVector tbs = new ASN1EncodableVector();
        addIfThere(tbs, version);
        tbs.add(new ASN1Integer(serial));
        tbs.add(inner);
        tbs.add(issuerName);
        tbs.add(new DERSequence(vector(notBefore, notAfter)));
        tbs.add(subject);
        tbs.add(key);
        addIfThere(tbs, uniqueId);
        if (!extensions.isEmpty()) {
            tbs.add(new DERTaggedObject(true, 3, new DERSequence(vector(extensions.toArray(ASN1Encodable[]::new)))));
        }
        DERSequence body = new DERSequence(tbs);
        byte[] signature = issuer.sign(body.getEncoded("DER"));
        signature[signature.length - 1] &= (byte) (0xff << unusedBits);
        return new DERSequence(vector(body, outer, new DERBitString(signature, unusedBits))).getEncoded("DER");
    }

    private static void addIfThere(ASN1EncodableVector vector, ASN1Encodable element) {
        if (element != null) {
            vector.add(element);
        }
    }

    private static ASN1EncodableVector vector(ASN1Encodable... elements) {
        ASN1EncodableVector vector = new ASN1EncodableVector();
        for (ASN1Encodable element : elements) {
            vector.add(element);
        }
        return vector;
    }
}
