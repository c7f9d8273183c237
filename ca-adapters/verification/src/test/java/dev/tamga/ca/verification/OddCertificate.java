package dev.tamga.ca.verification;

import java.math.BigInteger;
import java.util.Date;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedKey;

/** Certificates that no builder makes, signed by the CA's real key. */
final class OddCertificate {
    private static final AlgorithmIdentifier SM2_SM3 = new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3);

    private OddCertificate() {}

    static byte[] versionOne(ForgedCertificate issuer) throws Exception {
        return signed(issuer, ForgedKey.sm2().publicKeyInfo());
    }

    static byte[] withExtensionTwice(ForgedCertificate issuer, ASN1ObjectIdentifier oid) throws Exception {
        Extension one = new Extension(oid, false, new DERBitString(new byte[] {(byte) 0xc0}, 6).getEncoded());
        return signed(issuer, ForgedKey.sm2().publicKeyInfo(), one, one);
    }

    static byte[] offTheCurve(ForgedCertificate issuer) throws Exception {
        byte[] point = ForgedKey.sm2().publicKeyInfo().getPublicKeyData().getBytes().clone();
        point[64] ^= 1;
        AlgorithmIdentifier algorithm =
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, GMObjectIdentifiers.sm2p256v1);
        return signed(issuer, new SubjectPublicKeyInfo(algorithm, point), keyUsage());
    }

    /** CVE-2020-0601's way: the curve's parameters instead of its name. */
    static byte[] withExplicitCurve(ForgedCertificate issuer) throws Exception {
        X9ECParameters curve = GMNamedCurves.getByName("sm2p256v1");
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve);
        byte[] point = ForgedKey.sm2().publicKeyInfo().getPublicKeyData().getBytes();
        return signed(issuer, new SubjectPublicKeyInfo(algorithm, point), keyUsage());
    }

    private static Extension keyUsage() throws Exception {
        return new Extension(Extension.keyUsage, false, new DERBitString(new byte[] {(byte) 0xc0}, 6).getEncoded());
    }

    /** Named as signed by the CA, with any signature algorithm and parameters. */
    static byte[] withAlgorithm(ForgedCertificate issuer, AlgorithmIdentifier algorithm) throws Exception {
        return signed(issuer, algorithm, ForgedKey.sm2().publicKeyInfo(), keyUsage());
    }

    private static byte[] signed(ForgedCertificate issuer, SubjectPublicKeyInfo key, Extension... extensions)
            throws Exception {
        return signed(issuer, SM2_SM3, key, extensions);
    }

    private static byte[] signed(
            ForgedCertificate issuer, AlgorithmIdentifier algorithm, SubjectPublicKeyInfo key, Extension... extensions)
            throws Exception {
        ASN1EncodableVector tbs = new ASN1EncodableVector();
        if (extensions.length > 0) {
            tbs.add(new DERTaggedObject(true, 0, new ASN1Integer(2)));
        }
        tbs.add(new ASN1Integer(BigInteger.valueOf(7)));
        tbs.add(algorithm);
        tbs.add(issuer.subject());
        tbs.add(new DERSequence(vector(
                new Time(Date.from(ForgedCa.NOW.minusSeconds(60))),
                new Time(Date.from(ForgedCa.NOW.plusSeconds(60))))));
        tbs.add(new X500Name("O=Odd"));
        tbs.add(key);
        if (extensions.length > 0) {
            tbs.add(new DERTaggedObject(true, 3, new DERSequence(vector(extensions))));
        }
        DERSequence body = new DERSequence(tbs);
        byte[] signature = issuer.sign(body.getEncoded("DER"));
        return new DERSequence(vector(body, algorithm, new DERBitString(signature))).getEncoded("DER");
    }

    private static ASN1EncodableVector vector(ASN1Encodable... elements) {
        ASN1EncodableVector vector = new ASN1EncodableVector();
        for (ASN1Encodable element : elements) {
            vector.add(element);
        }
        return vector;
    }
}
