package dev.tamga.rp;

import java.text.ParseException;
import java.util.List;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;

import dev.tamga.rp.LoginFailed.Reason;

/** The provider's published signature keys. */
final class KeySet {

    private static final int MIN_RSA_BITS = 2048;

    private final List<JWK> keys;

    private KeySet(List<JWK> keys) {
        this.keys = keys;
    }

    static KeySet read(String json) throws LoginFailed {
        Json.object(json, "the key set");
        try {
            return new KeySet(JWKSet.parse(json).getKeys());
        } catch (ParseException e) {
            throw new LoginFailed(Reason.ANSWER_REFUSED, "the key set is not a JWK set", e);
        }
    }

    /** The one key for this header, or null: none, or several that cannot be told apart. */
    JWK find(JWSHeader header) {
        List<JWK> fitting = keys.stream().filter(key -> fits(key, header)).collect(Collectors.toList());
        return fitting.size() == 1 ? fitting.get(0) : null;
    }

    /** The key's kind decides the algorithm, so that no public key is ever taken for a shared secret. */
    static JWSVerifier verifier(JWK key) throws JOSEException {
        return key instanceof ECKey ? new ECDSAVerifier((ECKey) key) : new RSASSAVerifier((RSAKey) key);
    }

    private static boolean fits(JWK key, JWSHeader header) {
        boolean named = header.getKeyID() == null || header.getKeyID().equals(key.getKeyID());
        boolean forSignatures = key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse());
        boolean sameAlgorithm = key.getAlgorithm() == null || key.getAlgorithm().equals(header.getAlgorithm());
        return named && forSignatures && sameAlgorithm && fitsKind(key, header.getAlgorithm().getName());
    }

    private static boolean fitsKind(JWK key, String algorithm) {
        if (algorithm.equals("ES256")) {
            return key instanceof ECKey && Curve.P_256.equals(((ECKey) key).getCurve());
        }
        return key instanceof RSAKey && ((RSAKey) key).size() >= MIN_RSA_BITS;
    }
}
