package dev.tamga.forge;

import java.util.Arrays;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;

/**
 * One extension: its OID, criticality and the bytes inside its OCTET STRING, which need not be valid DER.
 *
 * @param oid dotted
 */
public record ForgedExtension(String oid, boolean isCritical, byte[] value) {
    /** digitalSignature + nonRepudiation. */
    public static final int SIGNING = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
    /** keyEncipherment + dataEncipherment + keyAgreement. */
    public static final int ENCRYPTION = KeyUsage.keyEncipherment | KeyUsage.dataEncipherment | KeyUsage.keyAgreement;
    /** CFCA's single certificates: digitalSignature, nonRepudiation, keyEncipherment, keyAgreement. */
    public static final int SINGLE = SIGNING | KeyUsage.keyEncipherment | KeyUsage.keyAgreement;
    /** certificateSign + cRLSign. */
    public static final int ISSUING = KeyUsage.keyCertSign | KeyUsage.cRLSign;

    /** OCTET STRING → UTF8String, the usual wrapping of a private extension. */
    public static ForgedExtension utf8(String oid, String text) {
        return of(oid, new DERUTF8String(text));
    }

    public static ForgedExtension printable(String oid, String text) {
        return of(oid, new DERPrintableString(text));
    }

    /** {@code [n] { PrintableString }}: seen as {@code a0 14 13 12 …}. */
    public static ForgedExtension tagged(String oid, int tag, String text) {
        return of(oid, new DERTaggedObject(true, tag, new DERPrintableString(text)));
    }

    /** SEQUENCE of UTF8Strings. */
    public static ForgedExtension sequence(String oid, String... texts) {
        return of(oid, new DERSequence(Arrays.stream(texts).map(DERUTF8String::new).toArray(ASN1Encodable[]::new)));
    }

    /** The bytes as they are, without any string type around them. */
    public static ForgedExtension raw(String oid, byte[] bytes) {
        return new ForgedExtension(oid, false, bytes.clone());
    }

    public static ForgedExtension of(String oid, ASN1Encodable value) {
        return new ForgedExtension(oid, false, Forging.of(() -> value.toASN1Primitive().getEncoded("DER")));
    }

    public ForgedExtension critical() {
        return new ForgedExtension(oid, true, value);
    }

    /** @param bits {@link #SIGNING}, {@link #ENCRYPTION} … or bits of {@link KeyUsage} */
    public static ForgedExtension keyUsage(int bits) {
        return of(Extension.keyUsage.getId(), new KeyUsage(bits));
    }

    public static ForgedExtension extendedKeyUsage(KeyPurposeId... purposes) {
        return of(Extension.extendedKeyUsage.getId(), new ExtendedKeyUsage(purposes));
    }

    /** cA TRUE without a path length. */
    public static ForgedExtension ca() {
        return of(Extension.basicConstraints.getId(), new BasicConstraints(true)).critical();
    }

    /** cA TRUE with a path length. */
    public static ForgedExtension ca(int pathLength) {
        return of(Extension.basicConstraints.getId(), new BasicConstraints(pathLength)).critical();
    }

    /** The empty SEQUENCE: cA FALSE. */
    public static ForgedExtension notCa() {
        return of(Extension.basicConstraints.getId(), new BasicConstraints(false));
    }

    public static ForgedExtension policies(String... oids) {
        return of(
                Extension.certificatePolicies.getId(),
                new DERSequence(Arrays.stream(oids)
                        .map(oid -> new PolicyInformation(new ASN1ObjectIdentifier(oid)))
                        .toArray(ASN1Encodable[]::new)));
    }

    /** One policy with the address of its CPS. */
    public static ForgedExtension policy(String oid, String cps) {
        PolicyQualifierInfo qualifier = new PolicyQualifierInfo(PolicyQualifierId.id_qt_cps, new DERIA5String(cps));
        return of(
                Extension.certificatePolicies.getId(),
                new DERSequence(
                        new PolicyInformation(new ASN1ObjectIdentifier(oid), new DERSequence(qualifier))));
    }

    /** One distribution point for each address. */
    public static ForgedExtension crl(String... uris) {
        return distribution(Arrays.stream(uris)
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                .toArray(GeneralName[]::new));
    }

    /** A directory name first, then an address: BJCA's two points. */
    public static ForgedExtension crl(X500Name directoryName, String uri) {
        return distribution(
                new GeneralName(directoryName), new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }

    /** Authority information access: {@code "OCSP <uri>"} or {@code "caIssuers <uri>"}, in that order. */
    public static ForgedExtension access(String... lines) {
        ASN1EncodableVector descriptions = new ASN1EncodableVector();
        for (String line : lines) {
            String[] words = line.split(" ", 2);
            ASN1ObjectIdentifier method = words[0].equals("OCSP")
                    ? AccessDescription.id_ad_ocsp
                    : AccessDescription.id_ad_caIssuers;
            descriptions.add(new AccessDescription(
                    method, new GeneralName(GeneralName.uniformResourceIdentifier, words[1])));
        }
        return of(Extension.authorityInfoAccess.getId(), new DERSequence(descriptions));
    }

    /** Netscape certificate type with all eight bits, as BJCA writes it. */
    public static ForgedExtension netscapeType() {
        return of("2.16.840.1.113730.1.1", new DERBitString(new byte[] {(byte) 0xff}));
    }

    /** RFC 6960 §4.2.2.2.1: the responder's certificate need not be checked. */
    public static ForgedExtension ocspNoCheck() {
        return of("1.3.6.1.5.5.7.48.1.5", DERNull.INSTANCE);
    }

    Extension toExtension() {
        return new Extension(new ASN1ObjectIdentifier(oid), isCritical, value);
    }

    private static ForgedExtension distribution(GeneralName... names) {
        DistributionPoint[] points = Arrays.stream(names)
                .map(name -> new DistributionPoint(new DistributionPointName(new GeneralNames(name)), null, null))
                .toArray(DistributionPoint[]::new);
        return of(Extension.cRLDistributionPoints.getId(), new CRLDistPoint(points));
    }
}
