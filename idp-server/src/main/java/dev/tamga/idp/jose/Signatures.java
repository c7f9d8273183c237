package dev.tamga.idp.jose;

import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;

/** Signers and verifiers of JSON web tokens, computed by the fastest sound provider of this machine. */
public final class Signatures {
    private static final int LEAST_RSA_BITS = 2048;
    // A verification costs with the square of the length.
    private static final int MOST_RSA_BITS = 4096;

    private Signatures() {}

    /** The provider's name, for the log and the tests; {@code JDK} for the JDK's own. */
    public static String provider() {
        return SignatureProvider.chosen().map(java.security.Provider::getName).orElse("JDK");
    }

    /** @throws JOSEException if the key is none that signs */
    public static JWSSigner signer(JWK key) throws JOSEException {
        if (key instanceof ECKey ec) {
            ECDSASigner signer = new ECDSASigner(SignatureProvider.own(ec.toECPrivateKey()), ec.getCurve());
            SignatureProvider.chosen().ifPresent(signer.getJCAContext()::setProvider);
            return signer;
        }
        RSASSASigner signer = new RSASSASigner(SignatureProvider.own(key.toRSAKey().toRSAPrivateKey()));
        SignatureProvider.chosen().ifPresent(signer.getJCAContext()::setProvider);
        return signer;
    }

    /** @throws JOSEException if the key is none that verifies */
    public static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof ECKey ec) {
            ECDSAVerifier verifier = new ECDSAVerifier(ec.toECPublicKey());
            SignatureProvider.chosen().ifPresent(verifier.getJCAContext()::setProvider);
            return verifier;
        }
        RSASSAVerifier verifier = new RSASSAVerifier(key.toRSAKey());
        SignatureProvider.chosen().ifPresent(verifier.getJCAContext()::setProvider);
        return verifier;
    }

    /** A verifier for a key that a stranger gave: a signature key of ours kinds and lengths, on its curve. */
    static Optional<JWSVerifier> strangersVerifier(JWK key) {
        try {
            return isUsable(key) ? Optional.of(verifier(key)) : Optional.empty();
        } catch (JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the public key can verify anything here: EC P-256 or P-384, RSA of 2048 to 4096 bits. */
    public static boolean isUsable(JWK key) {
        boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        return signs && switch (key) {
            case ECKey ec -> isOnCurve(ec);
            case RSAKey rsa -> rsa.size() >= LEAST_RSA_BITS && rsa.size() <= MOST_RSA_BITS
                    // A huge exponent makes a verification as dear as a signature.
                    && rsa.getPublicExponent().decodeToBigInteger().bitLength() <= 32;
            default -> false;
        };
    }

    private static boolean isOnCurve(ECKey key) {
        try {
            boolean known = key.getCurve().equals(Curve.P_256) || key.getCurve().equals(Curve.P_384);
            return known && key.toECPublicKey() != null;
        } catch (JOSEException e) {
            return false;
        }
    }
}
