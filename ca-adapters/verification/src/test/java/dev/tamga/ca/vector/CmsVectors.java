package dev.tamga.ca.vector;

import java.util.function.Consumer;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.DLTaggedObject;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.sm2.Sm2Signature;

import static dev.tamga.ca.vector.Forged.ACCEPTED;
import static dev.tamga.ca.vector.Forged.INVALID;
import static dev.tamga.ca.vector.Forged.TEXT;
import static dev.tamga.ca.vector.Forged.UNKNOWN;
import static dev.tamga.ca.vector.Forged.WEAK;
import static dev.tamga.ca.vector.OddCms.attribute;

/** CMS around SM2: what GB/T 35275 and RFC 5652 say, the CAs' oddities, and what only looks like it. */
record CmsVectors(Forged all, ForgedCertificate signer, ForgedCertificate other) {
    private static final String SM3 = "1.2.156.10197.1.401";
    private static final String SM2_SM3 = "1.2.156.10197.1.501";
    private static final String USUAL = SM3 + " " + SM2_SM3;
    private static final String GM_SIGNED_DATA = "1.2.156.10197.6.1.4.2.2";
    private static final String GM_DATA = "1.2.156.10197.6.1.4.2.1";
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String SIGNING_TIME = "1.2.840.113549.1.9.5";
    private static final byte[] HASH = Sm2Signature.sm3(TEXT);

    void forge() {
        oids();
        types();
        contents();
        signers();
        attributes();
        encodings();
    }

    private void oids() {
        for (String digest : new String[] {"401", "401.2"}) {
            for (String algorithm : new String[] {"501", "301.1", "301", "301.3"}) {
                String names = "1.2.156.10197.1." + digest + " 1.2.156.10197.1." + algorithm;
                named("sm3-" + digest + "-sm2-" + algorithm, names, cms -> { }, ACCEPTED);
                named("sm3-" + digest + "-sm2-" + algorithm + "-without-z", names,
                        cms -> cms.signing = text -> Sm2Signature.withoutZ(signer.key().privateKey(), text), INVALID);
            }
        }
        named("digest-sha-1", "1.3.14.3.2.26 " + SM2_SM3, cms -> { }, WEAK);
        named("digest-md5", "1.2.840.113549.2.5 " + SM2_SM3, cms -> { }, WEAK);
        named("digest-sha-224", "2.16.840.1.101.3.4.2.4 " + SM2_SM3, cms -> { }, WEAK);
        named("sha-1-with-rsa", SM3 + " 1.2.840.113549.1.1.5", cms -> { }, WEAK);
        named("ecdsa-with-sha-1", SM3 + " 1.2.840.10045.4.1", cms -> { }, WEAK);
        add("listed-digest-sha-1", cms -> cms.listedDigests.add(OddCms.identifier("1.3.14.3.2.26")), WEAK);
        named("digest-sha-256-with-sm2", "2.16.840.1.101.3.4.2.1 " + SM2_SM3, cms -> { }, UNKNOWN);
        named("digest-sm3-with-rsa", SM3 + " 1.2.840.113549.1.1.1", cms -> { }, UNKNOWN);
        named("rsa-with-sha-256", "2.16.840.1.101.3.4.2.1 1.2.840.113549.1.1.11", cms -> { }, INVALID);
        named("ecdsa-with-sha-256", "2.16.840.1.101.3.4.2.1 1.2.840.10045.4.3.2", cms -> { }, INVALID);
        named("unknown-digest", "1.2.3.4 " + SM2_SM3, cms -> { }, UNKNOWN);
        named("unknown-algorithm", SM3 + " 1.2.3.4", cms -> { }, UNKNOWN);
        add("parameters-of-the-digest", cms -> cms.digest = with(SM3, new ASN1Integer(1)), UNKNOWN);
        add("parameters-of-the-algorithm", cms -> cms.algorithm = with(SM2_SM3, new ASN1Integer(1)), UNKNOWN);
        add("no-parameters", cms -> {
            cms.digest = new AlgorithmIdentifier(new ASN1ObjectIdentifier(SM3));
            cms.algorithm = new AlgorithmIdentifier(new ASN1ObjectIdentifier(SM2_SM3));
        }, ACCEPTED);
        add("lists-another-digest",
                cms -> cms.listedDigests.add(OddCms.identifier("2.16.840.1.101.3.4.2.1")), UNKNOWN);
        add("lists-two-digests", cms -> {
            cms.listedDigests.add(OddCms.identifier(SM3));
            cms.listedDigests.add(OddCms.identifier("2.16.840.1.101.3.4.2.1"));
        }, UNKNOWN);
    }

    private void types() {
        add("gm", CmsVectors::gm, ACCEPTED);
        add("gm-detached", cms -> gm(cms).content = null, ACCEPTED);
        add("gm-data-in-international-signed-data", cms -> cms.inner = GM_DATA, ACCEPTED);
        add("enveloped-data", cms -> cms.outer = "1.2.840.113549.1.7.3", UNKNOWN);
        add("data", cms -> cms.outer = OddCms.DATA, UNKNOWN);
        add("of-tst-info", cms -> cms.inner = "1.2.840.113549.1.9.16.1.4", UNKNOWN);
        add("of-signed-data", cms -> cms.inner = OddCms.SIGNED_DATA, UNKNOWN);
        add("version-0", cms -> cms.version = 0, UNKNOWN);
        add("version-2", cms -> cms.version = 2, UNKNOWN);
        add("version-3", cms -> cms.version = 3, ACCEPTED);
        add("version-4", cms -> cms.version = 4, UNKNOWN);
        add("signer-version-0", cms -> cms.signerVersion = 0, UNKNOWN);
        add("signer-version-3-with-issuer-and-serial", cms -> cms.signerVersion = 3, UNKNOWN);
        add("key-identifier", cms -> keyId(cms, signer).version = 3, ACCEPTED);
        add("key-identifier-version-1", cms -> keyId(cms, signer), UNKNOWN);
        add("key-identifier-signer-version-1", cms -> {
            keyId(cms, signer).version = 3;
            cms.signerVersion = 1;
        }, UNKNOWN);
        add("key-identifier-of-another", cms -> keyId(cms, other).version = 3, UNKNOWN);
    }

    private void contents() {
        add("attached", cms -> { }, ACCEPTED);
        add("detached", cms -> cms.content = null, ACCEPTED);
        add("content-other", cms -> cms.content = new DEROctetString(Tlv.bytes('o')), INVALID);
        add("content-empty", cms -> cms.content = new DEROctetString(new byte[0]), INVALID);
        add("content-with-a-line-end", cms -> cms.content = new DEROctetString(Tlv.concat(TEXT, Tlv.bytes('\n'))),
                INVALID);
        add("content-utf8-string", cms -> cms.content = new DERUTF8String(Forged.LINE), UNKNOWN);
        // Bouncy Castle writes no pieces into DER: a placeholder becomes a constructed OCTET STRING.
        byte[] pieces = OddCms.of(signer, USUAL, cms -> cms.content = new DLTaggedObject(false, 4, new DLSequence(
                new ASN1Encodable[] {new DEROctetString(Tlv.cut(TEXT, 0, 16)),
                    new DEROctetString(Tlv.cut(TEXT, 16, TEXT.length))})));
        for (int i = 0; i < pieces.length - 4; i++) {
            boolean isPlaceholder = (pieces[i] & 0xff) == 0xa4 && pieces[i + 3] == 0x10 && pieces[i + 2] == 0x04;
            pieces[i] = isPlaceholder ? 0x24 : pieces[i];
        }
        add("content-in-pieces", pieces, UNKNOWN);
        add("signature-over-another-text", cms -> cms.signing = text -> signer.sign(Tlv.bytes('o')), INVALID);
        add("signature-raw", cms -> cms.signing = text -> Sm2Signature.raw(signer.sign(text)), INVALID);
        add("signature-empty", cms -> cms.signing = text -> new byte[0], INVALID);
        add("signature-by-another-key", cms -> cms.signing = other::sign, INVALID);
    }

    private void signers() {
        add("without-certificate", cms -> cms.certificates.clear(), ACCEPTED);
        add("with-another-certificate-too",
                cms -> cms.certificates.add(other.holder().toASN1Structure()), ACCEPTED);
        add("with-another-certificate-only", cms -> {
            cms.certificates.clear();
            cms.certificates.add(other.holder().toASN1Structure());
        }, UNKNOWN);
        add("of-another-certificate", cms -> cms.sid = sid(other), UNKNOWN);
        add("of-the-issuer-s-name-and-another-serial",
                cms -> cms.sid = new IssuerAndSerialNumber(signer.holder().getIssuer(), other.serial()), UNKNOWN);
        add("signer-twice", cms -> cms.signerInfos.add(info(cms, signer)), UNKNOWN);
        add("second-signer", cms -> cms.signerInfos.add(info(cms, other)), UNKNOWN);
        // Bouncy Castle's SignedData reads the last SET of signers and forgets the first.
        add("second-set-of-signers", cms -> cms.afterSigners.add(new DLSet(info(cms, signer))), UNKNOWN);
        add("second-set-of-signers-empty", cms -> cms.afterSigners.add(new DLSet()), UNKNOWN);
        add("wholly-another-signer", OddCms.of(other, USUAL, cms -> { }), UNKNOWN);
        add("unsigned-attributes",
                cms -> cms.unsigned.add(attribute("1.2.3.4", new ASN1Integer(1))), ACCEPTED);
    }

    private void attributes() {
        add("attributes", cms -> cms.attributes(HASH), ACCEPTED);
        add("attributes-detached", cms -> cms.attributes(HASH).content = null, ACCEPTED);
        add("attributes-gm-detached", cms -> gm(cms).attributes(HASH).content = null, ACCEPTED);
        add("attributes-and-others", cms -> cms.attributes(HASH)
                .attribute(attribute(SIGNING_TIME, new DERUTF8String("never"))), ACCEPTED);
        add("attributes-not-in-der-order", cms -> cms.attributes(HASH)
                .attribute(attribute(SIGNING_TIME, new DERUTF8String("never"))).isUnsorted = true, UNKNOWN);
        add("attributes-signed-with-their-tag", cms -> cms.attributes(HASH).signing = set -> {
            byte[] tagged = set.clone();
            tagged[0] = (byte) 0xa0;
            return signer.sign(tagged);
        }, INVALID);
        add("attributes-but-the-content-signed",
                cms -> cms.attributes(HASH).signing = set -> signer.sign(TEXT), INVALID);
        add("attributes-digest-of-another-text",
                cms -> cms.attributes(Sm2Signature.sm3(Tlv.bytes('o'))).content = null, INVALID);
        add("attributes-digest-empty", cms -> cms.attributes(new byte[0]), INVALID);
        add("attributes-digest-longer", cms -> cms.attributes(Tlv.concat(HASH, Tlv.bytes(0))), INVALID);
        ASN1Encodable type = attribute(CONTENT_TYPE, new ASN1ObjectIdentifier(OddCms.DATA));
        ASN1Encodable digest = attribute(MESSAGE_DIGEST, new DEROctetString(HASH));
        add("attributes-without-type", cms -> cms.attribute(digest), UNKNOWN);
        add("attributes-without-digest", cms -> cms.attribute(type), UNKNOWN);
        add("attributes-type-twice", cms -> cms.attributes(HASH).attribute(type), UNKNOWN);
        add("attributes-digest-twice", cms -> cms.attributes(HASH).attribute(digest), UNKNOWN);
        add("attributes-two-digests", cms -> cms.attributes(HASH)
                .attribute(attribute(MESSAGE_DIGEST, new DEROctetString(new byte[32]))), UNKNOWN);
        add("attributes-digest-of-two-values", cms -> cms.attribute(type).attribute(
                attribute(MESSAGE_DIGEST, new DEROctetString(HASH), new DEROctetString(HASH))), UNKNOWN);
        add("attributes-digest-of-no-value", cms -> cms.attribute(type).attribute(attribute(MESSAGE_DIGEST)), UNKNOWN);
        add("attributes-of-another-type", cms -> cms.attribute(digest)
                .attribute(attribute(CONTENT_TYPE, new ASN1ObjectIdentifier(GM_DATA))), INVALID);
        add("attributes-digest-no-octets", cms -> cms.attribute(type)
                .attribute(attribute(MESSAGE_DIGEST, new DERUTF8String("x"))), UNKNOWN);
    }

    private void encodings() {
        byte[] sound = OddCms.of(signer, USUAL, cms -> { });
        byte[] content = Tlv.cut(sound, 4, sound.length);
        add("zero-after", Tlv.concat(sound, Tlv.bytes(0)), UNKNOWN);
        add("truncated", Tlv.cut(sound, 0, sound.length - 1), UNKNOWN);
        add("zero-inside", Tlv.tlv(0x30, content, Tlv.bytes(5, 0)), UNKNOWN);
        add("indefinite", Tlv.concat(Tlv.bytes(0x30, 0x80), content, Tlv.bytes(0, 0)), UNKNOWN);
        add("length-of-3-octets", Tlv.concat(
                Tlv.bytes(0x30, 0x83, 0, content.length >> 8, content.length), content), UNKNOWN);
        add("pkcs7-without-its-outer-shell", Tlv.cut(content, 15, content.length), UNKNOWN);
        add("twice", Tlv.concat(sound, sound), UNKNOWN);
        add("in-pem", "-----BEGIN CMS-----".getBytes(java.nio.charset.StandardCharsets.US_ASCII), UNKNOWN);
    }

    private static OddCms gm(OddCms cms) {
        cms.outer = GM_SIGNED_DATA;
        cms.inner = GM_DATA;
        return cms;
    }

    private static OddCms keyId(OddCms cms, ForgedCertificate of) {
        byte[] id = SubjectKeyIdentifier.fromExtensions(of.holder().getExtensions()).getKeyIdentifier();
        cms.sid = new DLTaggedObject(false, 0, new DEROctetString(id));
        cms.signerVersion = 3;
        return cms;
    }

    private static IssuerAndSerialNumber sid(ForgedCertificate of) {
        return new IssuerAndSerialNumber(of.holder().getIssuer(), of.serial());
    }

    private static ASN1Encodable info(OddCms cms, ForgedCertificate by) {
        return new DERSequence(new ASN1Encodable[] {
            new ASN1Integer(1), sid(by), cms.digest, cms.algorithm, new DEROctetString(by.sign(TEXT))
        });
    }

    private static AlgorithmIdentifier with(String oid, ASN1Encodable parameters) {
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid), parameters);
    }

    private void add(String name, Consumer<OddCms> oddity, String expect) {
        named(name, USUAL, oddity, expect);
    }

    private void named(String name, String algorithms, Consumer<OddCms> oddity, String expect) {
        add(name, OddCms.of(signer, algorithms, oddity), expect);
    }

    private void add(String name, byte[] signature, String expect) {
        all.add("cms-" + name, signer, signature, expect);
    }
}
