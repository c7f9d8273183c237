package dev.tamga.ca.vector;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

import dev.tamga.ca.verification.ForgedCa;
import dev.tamga.forge.BouncyCastle;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.SigningAlgorithm;

import static dev.tamga.ca.vector.Forged.ACCEPTED;
import static dev.tamga.ca.vector.Forged.TEXT;
import static dev.tamga.ca.vector.Forged.UNREADABLE;
import static dev.tamga.ca.vector.Forged.WEAK;

/** Certificates that the CA did sign, of public keys that are none, or none that is accepted. */
record KeyVectors(Forged all, ForgedCa ca) {
    private static final ASN1ObjectIdentifier SM2 = GMObjectIdentifiers.sm2p256v1;

    void forge() throws Exception {
        points("sm2", SM2, ForgedKey.sm2(), 32);
        points("p256", SECObjectIdentifiers.secp256r1, ForgedKey.p256(), 32);
        points("p384", SECObjectIdentifiers.secp384r1, ForgedKey.p384(), 48);
        ForgedKey sm2 = ForgedKey.sm2();
        point("p256-point-named-sm2", sm2, SM2, point(ForgedKey.p256()), UNREADABLE);
        point("sm2-point-named-p256", sm2, SECObjectIdentifiers.secp256r1, point(sm2), UNREADABLE);
        key("sm2-explicit-curve", sm2, new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey,
                new X9ECParameters(CustomNamedCurves.getByName("sm2p256v1").getCurve(),
                        new org.bouncycastle.asn1.x9.X9ECPoint(
                                CustomNamedCurves.getByName("sm2p256v1").getG(), false),
                        CustomNamedCurves.getByName("sm2p256v1").getN(), BigInteger.ONE)), point(sm2), WEAK);
        key("sm2-implicit-curve", sm2,
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, DERNull.INSTANCE), point(sm2), UNREADABLE);
        key("sm2-without-curve", sm2,
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey), point(sm2), UNREADABLE);
        curve("secp256k1");
        curve("secp521r1");
        curve("secp192r1");
        rsa("rsa-2048", 2048, ACCEPTED);
        rsa("rsa-1024", 1024, WEAK);
        rsaNumbers(ForgedKey.rsa(2048));
    }

    private void points(String family, ASN1ObjectIdentifier curve, ForgedKey key, int size) {
        byte[] sound = point(key);
        byte[] x = Tlv.cut(sound, 1, 1 + size);
        byte[] y = Tlv.cut(sound, 1 + size, sound.length);
        int odd = y[size - 1] & 1;
        byte[] off = sound.clone();
        off[2 * size] ^= 1;
        byte[] beyond = sound.clone();
        java.util.Arrays.fill(beyond, 1, 1 + size, (byte) 0xff);
        point(family + "-point", key, curve, sound, ACCEPTED);
        point(family + "-compressed", key, curve, Tlv.concat(Tlv.bytes(2 + odd), x), UNREADABLE);
        point(family + "-hybrid", key, curve, Tlv.concat(Tlv.bytes(6 + odd), x, y), UNREADABLE);
        point(family + "-infinity", key, curve, Tlv.bytes(0), UNREADABLE);
        point(family + "-infinity-of-full-length", key, curve, new byte[sound.length], UNREADABLE);
        point(family + "-zeros", key, curve, Tlv.concat(Tlv.bytes(4), new byte[2 * size]), UNREADABLE);
        point(family + "-off-the-curve", key, curve, off, UNREADABLE);
        point(family + "-x-beyond-the-field", key, curve, beyond, UNREADABLE);
        point(family + "-swapped", key, curve, Tlv.concat(Tlv.bytes(4), y, x), UNREADABLE);
        point(family + "-one-less", key, curve, Tlv.cut(sound, 0, sound.length - 1), UNREADABLE);
        point(family + "-one-more", key, curve, Tlv.concat(sound, Tlv.bytes(0)), UNREADABLE);
        point(family + "-empty", key, curve, new byte[0], UNREADABLE);
        point(family + "-form-5", key, curve, Tlv.concat(Tlv.bytes(5), x, y), UNREADABLE);
    }

    private void curve(String name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BouncyCastle.PROVIDER);
        generator.initialize(new ECGenParameterSpec(name));
        KeyPair pair = generator.generateKeyPair();
        add(name, ForgedKey.of(pair.getPrivate(), pair.getPublic(), SigningAlgorithm.SHA256_WITH_ECDSA), WEAK);
    }

    private void rsa(String name, int bits, String expect) {
        add(name, ForgedKey.rsa(bits), expect);
    }

    private void rsaNumbers(ForgedKey key) throws Exception {
        BigInteger n = ((java.security.interfaces.RSAPublicKey) key.publicKey()).getModulus();
        BigInteger e = BigInteger.valueOf(65537);
        rsa("rsa-exponent-1", key, n, BigInteger.ONE, UNREADABLE);
        rsa("rsa-exponent-even", key, n, BigInteger.TWO, UNREADABLE);
        rsa("rsa-exponent-huge", key, n, BigInteger.ONE.shiftLeft(2000).setBit(0), WEAK);
        rsa("rsa-exponent-0", key, n, BigInteger.ZERO, UNREADABLE);
        rsa("rsa-exponent-negative", key, n, e.negate(), UNREADABLE);
        rsa("rsa-modulus-negative", key, n.negate(), e, UNREADABLE);
        rsa("rsa-modulus-0", key, BigInteger.ZERO, e, UNREADABLE);
        rsa("rsa-modulus-even", key, n.clearBit(0), e, UNREADABLE);
    }

    private void rsa(String name, ForgedKey key, BigInteger n, BigInteger e, String expect) throws Exception {
        ASN1EncodableVector numbers = new ASN1EncodableVector();
        numbers.add(new ASN1Integer(n));
        numbers.add(new ASN1Integer(e));
        key(name, key, key.publicKeyInfo().getAlgorithm(), new DERSequence(numbers).getEncoded(), expect);
    }

    private void point(String name, ForgedKey key, ASN1ObjectIdentifier curve, byte[] point, String expect) {
        key(name, key, new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), point, expect);
    }

    private void key(String name, ForgedKey key, AlgorithmIdentifier algorithm, byte[] bits, String expect) {
        byte[] encoded;
        try {
            encoded = new DERSequence(new ASN1Encodable[] {algorithm, new DERBitString(bits)}).getEncoded();
            SubjectPublicKeyInfo.getInstance(encoded);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        add(name, ForgedKey.of(key.privateKey(), new Written(encoded), key.algorithm()), expect);
    }

    private void add(String name, ForgedKey key, String expect) {
        all.add("key-" + name, ca.enterprise().key(key).forge(), key.sign(TEXT), expect);
    }

    private static byte[] point(ForgedKey key) {
        return key.publicKeyInfo().getPublicKeyData().getOctets();
    }

    /** Whatever its bytes are. */
    private record Written(byte[] bytes) implements PublicKey {
        private static final long serialVersionUID = 1;

        @Override
        public String getAlgorithm() {
            return "odd";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return bytes.clone();
        }
    }
}
