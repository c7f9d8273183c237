package dev.tamga.idp.signingkey;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/**
 * Makes keys: P-256 for ES256; RSA-2048 for RS256 and another for PS256, because RFC 8017 §6 wants one scheme a key.
 */
record NewKeys(SealedJwk sealing, SecureRandom random) {
    private static final int RSA_BITS = 2048;

    /** When it may be seen and used. */
    record Times(Instant publishedAt, Instant signsFrom) {}

    SigningKeyStore.Row make(String algorithm, int generation, Times times) {
        try {
            JWK jwk = algorithm.equals("ES256") ? ec() : rsa(JWSAlgorithm.parse(algorithm));
            return new SigningKeyStore.Row(
                    jwk.getKeyID(), algorithm, jwk.toPublicJWK().toJSONString(),
                    sealing.seal(jwk.getKeyID(), jwk.toJSONString()), generation, times.publishedAt(),
                    times.signsFrom(), Optional.empty());
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a signing key for " + algorithm, e);
        }
    }

    private JWK ec() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.ES256)
                .keyIDFromThumbprint(true).secureRandom(random).generate();
    }

    private JWK rsa(JWSAlgorithm algorithm) throws JOSEException {
        return new RSAKeyGenerator(RSA_BITS).keyUse(KeyUse.SIGNATURE).algorithm(algorithm)
                .keyIDFromThumbprint(true).secureRandom(random).generate();
    }
}
