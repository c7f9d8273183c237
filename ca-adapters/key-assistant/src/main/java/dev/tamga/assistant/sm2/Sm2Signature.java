package dev.tamga.assistant.sm2;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;

/** Signs with SM2 and SM3 (GB/T 32918.2) on the recommended curve. */
public final class Sm2Signature {
    // GM/T 0009 §10: the default user id, where the parties agreed on no other.
    private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
    // CustomNamedCurves is several times as fast as the generic curve of GMNamedCurves.
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());

    private Sm2Signature() {}

    /**
     * @return DER SEQUENCE of r and s over SM3(Z ‖ message)
     * @throws IllegalArgumentException if the key is not one of this curve
     */
    public static byte[] sign(ECPrivateKey key, byte[] message) {
        SM2Signer signer = new SM2Signer();
        ECPrivateKeyParameters secret = new ECPrivateKeyParameters(key.getS(), DOMAIN);
        signer.init(true, new ParametersWithID(new ParametersWithRandom(secret, new SecureRandom()), USER_ID));
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalArgumentException("not an SM2 private key", e);
        }
    }
}
