package dev.tamga.ca.vector;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

import dev.tamga.forge.BouncyCastle;
import dev.tamga.forge.ForgedCertificate;

import static dev.tamga.ca.vector.Forged.ACCEPTED;
import static dev.tamga.ca.vector.Forged.INVALID;
import static dev.tamga.ca.vector.Forged.TEXT;
import static dev.tamga.ca.vector.Forged.UNKNOWN;
import static dev.tamga.ca.vector.Forged.WEAK;

/** RSA bare and in CMS, and encoded messages that only a lax verifier takes (Bleichenbacher 2006). */
record RsaVectors(Forged all, ForgedCertificate signer, ForgedCertificate other) {
    private static final String SHA256 = "2.16.840.1.101.3.4.2.1";
    private static final byte[] SHA256_INFO =
            HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    void forge() throws GeneralSecurityException {
        bare();
        encodedMessages();
        cms();
    }

    private void bare() throws GeneralSecurityException {
        add("sha-256", by("SHA256withRSA"), ACCEPTED);
        add("sha-384", by("SHA384withRSA"), ACCEPTED);
        add("sha-512", by("SHA512withRSA"), ACCEPTED);
        add("sha-1", by("SHA1withRSA"), WEAK);
        add("md5", by("MD5withRSA"), INVALID);
        add("sha-224", by("SHA224withRSA"), INVALID);
        add("sha-512-256", by("SHA512(256)withRSA"), INVALID);
        add("pss", pss("SHA-256", 32), ACCEPTED);
        add("pss-salt-0", pss("SHA-256", 0), INVALID);
        add("pss-salt-20", pss("SHA-256", 20), INVALID);
        add("pss-sha-1", pss("SHA-1", 20), INVALID);
        add("pss-sha-512", pss("SHA-512", 64), INVALID);
        byte[] sound = by("SHA256withRSA");
        BigInteger number = new BigInteger(1, sound);
        add("by-another-key", other.sign(TEXT), INVALID);
        add("over-another-text", signer.sign(Tlv.bytes('o')), INVALID);
        add("one-less", Tlv.cut(sound, 1, 256), UNKNOWN);
        add("zero-before", Tlv.concat(Tlv.bytes(0), sound), UNKNOWN);
        add("zero-after", Tlv.concat(sound, Tlv.bytes(0)), UNKNOWN);
        add("plus-n", Tlv.fixed(number.add(modulus()), 257), UNKNOWN);
        add("0", new byte[256], INVALID);
        add("1", Tlv.fixed(BigInteger.ONE, 256), INVALID);
        add("n-minus-1", Tlv.fixed(modulus().subtract(BigInteger.ONE), 256), INVALID);
        add("n", Tlv.fixed(modulus(), 256), INVALID);
        add("reversed", reversed(sound), INVALID);
        add("der-of-sm2", Tlv.pair(BigInteger.TEN, BigInteger.TWO), UNKNOWN);
    }

    private void encodedMessages() throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(TEXT);
        byte[] info = Tlv.concat(SHA256_INFO, hash);
        add("em-sound", em(1, 0xff, info, 0), ACCEPTED);
        add("em-block-type-0", em(0, 0, info, 0), INVALID);
        add("em-block-type-2", em(2, 0x11, info, 0), INVALID);
        add("em-padding-not-ff", em(1, 0xfe, info, 0), INVALID);
        add("em-garbage-after", em(1, 0xff, info, 100), INVALID);
        add("em-garbage-after-short-padding", em(1, 0xff, info, 190), INVALID);
        add("em-hash-alone", em(1, 0xff, hash, 0), INVALID);
        // RFC 8017 appendix B.1: NULL and no parameters must both be accepted.
        add("em-without-null", em(1, 0xff,
                Tlv.concat(HexFormat.of().parseHex("302f300b0609608648016503040201"),
                        HexFormat.of().parseHex("0420"), hash), 0), ACCEPTED);
        add("em-ber-length", em(1, 0xff, Tlv.concat(
                HexFormat.of().parseHex("308131300d060960864801650304020105000420"), hash), 0), INVALID);
        add("em-of-sha-512-oid", em(1, 0xff, Tlv.concat(
                HexFormat.of().parseHex("3031300d060960864801650304020305000420"), hash), 0), INVALID);
        add("em-wrong-hash", em(1, 0xff, Tlv.concat(SHA256_INFO, new byte[32]), 0), INVALID);
    }

    private void cms() throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(TEXT);
        cms("rsa-encryption", SHA256 + " 1.2.840.113549.1.1.1", cms -> { }, ACCEPTED);
        cms("sha-256-with-rsa", SHA256 + " 1.2.840.113549.1.1.11", cms -> { }, ACCEPTED);
        cms("attributes", SHA256 + " 1.2.840.113549.1.1.1", cms -> cms.attributes(hash), ACCEPTED);
        cms("attributes-detached", SHA256 + " 1.2.840.113549.1.1.11", cms -> cms.attributes(hash).content = null,
                ACCEPTED);
        cms("sha-384", "2.16.840.1.101.3.4.2.2 1.2.840.113549.1.1.12", cms -> cms.signing =
                text -> by("SHA384withRSA", text), ACCEPTED);
        cms("sha-512-attributes", "2.16.840.1.101.3.4.2.3 1.2.840.113549.1.1.1", cms -> cms
                .attributes(digest("SHA-512")).signing = text -> by("SHA512withRSA", text), ACCEPTED);
        cms("sha-1", "1.3.14.3.2.26 1.2.840.113549.1.1.1", cms -> cms.signing = text -> by("SHA1withRSA", text), WEAK);
        cms("sha-1-with-rsa", "1.3.14.3.2.26 1.2.840.113549.1.1.5", cms -> cms.signing =
                text -> by("SHA1withRSA", text), WEAK);
        cms("names-sha-256-signs-sha-1", SHA256 + " 1.2.840.113549.1.1.1", cms -> cms.signing =
                text -> by("SHA1withRSA", text), INVALID);
        cms("digest-and-algorithm-differ", SHA256 + " 1.2.840.113549.1.1.13", cms -> { }, UNKNOWN);
        cms("names-sm2", "1.2.156.10197.1.401 1.2.156.10197.1.501", cms -> { }, INVALID);
        cms("pss", SHA256 + " 1.2.840.113549.1.1.10", cms -> pss(cms, 32, 32, 1), ACCEPTED);
        cms("pss-attributes", SHA256 + " 1.2.840.113549.1.1.10", cms -> pss(cms.attributes(hash), 32, 32, 1), ACCEPTED);
        cms("pss-other-salt", SHA256 + " 1.2.840.113549.1.1.10", cms -> pss(cms, 32, 48, 1), INVALID);
        cms("pss-other-trailer", SHA256 + " 1.2.840.113549.1.1.10", cms -> pss(cms, 32, 32, 2), UNKNOWN);
        cms("pss-without-parameters", SHA256 + " 1.2.840.113549.1.1.10", cms -> cms.signing =
                text -> pss("SHA-256", 32), UNKNOWN);
        cms("pss-named-v1.5-signed", SHA256 + " 1.2.840.113549.1.1.10", cms -> {
            pss(cms, 32, 32, 1);
            cms.signing = text -> by("SHA256withRSA", text);
        }, INVALID);
        cms("v1.5-named-pss-signed", SHA256 + " 1.2.840.113549.1.1.11", cms -> cms.signing =
                text -> pss("SHA-256", 32), INVALID);
    }

    private void pss(OddCms cms, int salt, int namedSalt, int trailer) {
        AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        cms.algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, new RSASSAPSSparams(sha256,
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256), new ASN1Integer(namedSalt),
                new ASN1Integer(trailer)));
        cms.signing = text -> pss("SHA-256", salt, text);
    }

    private byte[] by(String name) {
        return by(name, TEXT);
    }

    private byte[] by(String name, byte[] text) {
        try {
            return signed(Signature.getInstance(name, BouncyCastle.PROVIDER), text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] pss(String digest, int salt) {
        return pss(digest, salt, TEXT);
    }

    private byte[] pss(String digest, int salt, byte[] text) {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), salt, 1));
            return signed(signature, text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] signed(Signature signature, byte[] text) throws GeneralSecurityException {
        signature.initSign(signer.key().privateKey());
        signature.update(text);
        return signature.sign();
    }

    private static byte[] digest(String name) {
        try {
            return MessageDigest.getInstance(name).digest(TEXT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 00, block type, padding, 00, info, garbage: signed as it is. */
    private byte[] em(int type, int padding, byte[] info, int garbage) {
        byte[] em = new byte[256];
        Arrays.fill(em, 2, em.length, (byte) padding);
        em[1] = (byte) type;
        int at = em.length - garbage - info.length;
        em[at - 1] = 0;
        System.arraycopy(info, 0, em, at, info.length);
        Arrays.fill(em, em.length - garbage, em.length, (byte) 0x5a);
        RSAPrivateKey key = (RSAPrivateKey) signer.key().privateKey();
        return Tlv.fixed(new BigInteger(1, em).modPow(key.getPrivateExponent(), key.getModulus()), 256);
    }

    private BigInteger modulus() {
        return ((RSAPrivateKey) signer.key().privateKey()).getModulus();
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private void cms(String name, String algorithms, Consumer<OddCms> oddity, String expect) {
        add("cms-" + name, OddCms.of(signer, algorithms, oddity), expect);
    }

    private void add(String name, byte[] signature, String expect) {
        all.add("rsa-" + name, signer, signature, expect);
    }
}
