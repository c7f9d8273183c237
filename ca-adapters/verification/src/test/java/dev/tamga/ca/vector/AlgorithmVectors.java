package dev.tamga.ca.vector;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;

import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.SM2Signer;

import dev.tamga.forge.BouncyCastle;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.SigningAlgorithm;
import dev.tamga.forge.sm2.Sm2Signature;

import static dev.tamga.ca.vector.Forged.ACCEPTED;
import static dev.tamga.ca.vector.Forged.INVALID;
import static dev.tamga.ca.vector.Forged.TEXT;
import static dev.tamga.ca.vector.Forged.WEAK;

/** The right key by the wrong algorithm. */
record AlgorithmVectors(Forged all, ForgedCertificate sm2, ForgedCertificate p256, ForgedCertificate p384) {

    void forge() throws GeneralSecurityException, CryptoException {
        all.add("sm2-without-z", sm2, Sm2Signature.withoutZ(sm2.key().privateKey(), TEXT), INVALID);
        all.add("sm2-usual-user-id", sm2, withUserId("1234567812345678"), ACCEPTED);
        all.add("sm2-other-user-id", sm2, withUserId("ALICE123@YAHOO.COM"), INVALID);
        all.add("sm2-empty-user-id", sm2, withUserId(""), INVALID);
        all.add("sm2-by-ecdsa-with-sha-256", sm2, by(sm2, "SHA256withECDSA"), INVALID);
        all.add("sm2-by-sm2-with-sha-256", sm2, by(sm2, "SHA256withSM2"), INVALID);
        all.add("p256-with-sha-1", p256, p256.key().sign(TEXT, SigningAlgorithm.SHA1_WITH_ECDSA), WEAK);
        all.add("p256-with-sha-384", p256, p256.key().sign(TEXT, SigningAlgorithm.SHA384_WITH_ECDSA), INVALID);
        all.add("p384-with-sha-1", p384, p384.key().sign(TEXT, SigningAlgorithm.SHA1_WITH_ECDSA), WEAK);
        all.add("p384-with-sha-256", p384, p384.key().sign(TEXT, SigningAlgorithm.SHA256_WITH_ECDSA), INVALID);
        cms("p256-cms", p256, "2.16.840.1.101.3.4.2.1 1.2.840.10045.4.3.2", ACCEPTED);
        cms("p384-cms", p384, "2.16.840.1.101.3.4.2.2 1.2.840.10045.4.3.3", ACCEPTED);
        cms("p256-cms-with-sha-1", p256, "1.3.14.3.2.26 1.2.840.10045.4.1", WEAK);
        cms("p256-cms-names-sha-384", p256, "2.16.840.1.101.3.4.2.2 1.2.840.10045.4.3.3", INVALID);
        cms("p256-cms-names-sm2", p256, "1.2.156.10197.1.401 1.2.156.10197.1.501", INVALID);
        cms("p256-cms-names-rsa", p256, "2.16.840.1.101.3.4.2.1 1.2.840.113549.1.1.11", INVALID);
        cms("p256-cms-digest-and-algorithm-differ", p256, "2.16.840.1.101.3.4.2.1 1.2.840.10045.4.3.3",
                Forged.UNKNOWN);
    }

    private void cms(String name, ForgedCertificate signer, String algorithms, String expect) {
        all.add(name, signer, OddCms.of(signer, algorithms, cms -> { }), expect);
    }

    private byte[] withUserId(String id) throws CryptoException {
        ECDomainParameters curve = new ECDomainParameters(CustomNamedCurves.getByName("sm2p256v1"));
        SM2Signer signer = new SM2Signer();
        signer.init(true, new ParametersWithID(
                new ECPrivateKeyParameters(((ECPrivateKey) sm2.key().privateKey()).getS(), curve),
                id.getBytes(StandardCharsets.US_ASCII)));
        signer.update(TEXT, 0, TEXT.length);
        return signer.generateSignature();
    }

    private static byte[] by(ForgedCertificate signer, String name) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(name, BouncyCastle.PROVIDER);
        signature.initSign(signer.key().privateKey());
        signature.update(TEXT);
        return signature.sign();
    }
}
