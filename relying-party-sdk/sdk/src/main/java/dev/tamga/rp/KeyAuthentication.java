package dev.tamga.rp;

import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** private_key_jwt (OpenID Connect Core §9, RFC 7523): one short-lived assertion per call, for the issuer alone. */
final class KeyAuthentication implements ClientAuthentication {

    private static final long LIFETIME_SECONDS = 60;
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final String clientId;
    private final String issuer;
    private final JWSHeader header;
    private final JWSSigner signer;

    private KeyAuthentication(String clientId, String issuer, JWSHeader header, JWSSigner signer) {
        this.clientId = clientId;
        this.issuer = issuer;
        this.header = header;
        this.signer = signer;
    }

    /** P-256 signs ES256, RSA of 2048 bits or more PS256; other keys are refused with IllegalArgumentException. */
    static KeyAuthentication open(String clientId, String issuer, PrivateKey key, String keyId) {
        try {
            if (key instanceof ECPrivateKey && isP256((ECPrivateKey) key)) {
                return new KeyAuthentication(clientId, issuer, header(JWSAlgorithm.ES256, keyId),
                        new ECDSASigner(key, Curve.P_256));
            }
            if (key instanceof RSAPrivateKey && ((RSAPrivateKey) key).getModulus().bitLength() >= 2048) {
                return new KeyAuthentication(clientId, issuer, header(JWSAlgorithm.PS256, keyId),
                        new RSASSASigner(key));
            }
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the client's key cannot sign", e);
        }
        throw new IllegalArgumentException("the client's key is " + (key == null ? "missing" : key.getAlgorithm())
                + "; expected P-256 or RSA of at least 2048 bits");
    }

    private static boolean isP256(ECPrivateKey key) {
        return Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()));
    }

    static KeyAuthentication open(String clientId, String issuer, JWK jwk) {
        try {
            PrivateKey key = jwk instanceof ECKey ? ((ECKey) jwk).toPrivateKey()
                    : jwk instanceof RSAKey ? ((RSAKey) jwk).toPrivateKey() : null;
            return open(clientId, issuer, key, jwk.getKeyID());
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the client's JWK has no usable private key", e);
        }
    }

    @Override
    public void apply(Map<String, String> headers, Map<String, String> form, Instant now) {
        form.put("client_id", clientId);
        form.put("client_assertion_type", TYPE);
        form.put("client_assertion", assertion(now));
    }

    private String assertion(Instant now) {
        // decisions.md: aud is one string, the issuer.
        JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(clientId).subject(clientId).audience(issuer)
                .jwtID(Text.random())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(LIFETIME_SECONDS)))
                .build();
        SignedJWT assertion = new SignedJWT(header, claims);
        try {
            assertion.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the client's key does not sign", e);
        }
        return assertion.serialize();
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String keyId) {
        return new JWSHeader.Builder(algorithm).keyID(keyId).build();
    }
}
