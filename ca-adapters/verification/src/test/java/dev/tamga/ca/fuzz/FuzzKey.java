package dev.tamga.ca.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECPrivateKeySpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;

import dev.tamga.forge.BouncyCastle;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.SigningAlgorithm;

/**
 * A CA and a leaf that are the same in every run, so that a corpus keeps its meaning: the key is made from a word. With
 * it the fuzzer's bytes are signed, and what lies behind a signature is reached. P-256, because the JDK signs it fast.
 */
public final class FuzzKey {
    public static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    public static final AlgorithmIdentifier ALGORITHM =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    public static final ForgedCertificate CA = Certificates.root().key(key()).serial("2a")
            .subject("C=CN", "O=Fuzzed", "CN=CA")
            .valid(NOW.minusSeconds(86_400_000), NOW.plusSeconds(86_400_000)).forge();
    public static final ForgedCertificate LEAF = Certificates.leaf(CA).key(key()).serial("2b")
            .subject("C=CN", "O=Fuzzed", "CN=Leaf")
            .extension(ForgedExtension.crl("http://crl.example.org/1.crl"))
            .valid(NOW.minusSeconds(86_400), NOW.plusSeconds(86_400)).forge();

    private FuzzKey() {}

    /** {@code SEQUENCE { bytes as they are, algorithm, signature }}: a certificate, a CRL or a basic OCSP answer. */
    public static byte[] signed(byte[] tbs) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA", BouncyCastle.PROVIDER);
            signature.initSign(CA.key().privateKey());
            signature.update(tbs);
            byte[] rest = new DERSequence(new ASN1Encodable[] {ALGORITHM, new DERBitString(signature.sign())})
                    .getEncoded();
            byte[] content = java.util.Arrays.copyOfRange(rest, 2, rest.length);
            return tlv(0x30, tbs, content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One DER element around the parts. */
    public static byte[] tlv(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            byte[] octets = BigInteger.valueOf(length).toByteArray();
            int skip = octets[0] == 0 ? 1 : 0;
            out.write(0x80 | octets.length - skip);
            out.write(octets, skip, octets.length - skip);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static ForgedKey key() {
        try {
            ECNamedCurveParameterSpec curve = ECNamedCurveTable.getParameterSpec("P-256");
            byte[] word = MessageDigest.getInstance("SHA-256").digest("fuzz".getBytes(StandardCharsets.US_ASCII));
            BigInteger d = new BigInteger(1, word).mod(curve.getN());
            KeyFactory factory = KeyFactory.getInstance("EC", BouncyCastle.PROVIDER);
            PrivateKey secret = factory.generatePrivate(new ECPrivateKeySpec(d, curve));
            PublicKey point = factory.generatePublic(new ECPublicKeySpec(curve.getG().multiply(d), curve));
            return ForgedKey.of(secret, point, SigningAlgorithm.SHA256_WITH_ECDSA);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
