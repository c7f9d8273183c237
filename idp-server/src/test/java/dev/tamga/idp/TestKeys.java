package dev.tamga.idp;

import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** A platform's own keys, one for each algorithm that it may sign with. */
public record TestKeys(Map<String, JWK> byAlgorithm) {

    static TestKeys make() {
        try {
            return new TestKeys(Map.of(
                    "ES256", new ECKeyGenerator(Curve.P_256).keyID("es256").generate(),
                    "ES384", new ECKeyGenerator(Curve.P_384).keyID("es384").generate(),
                    "RS256", new RSAKeyGenerator(2048).keyID("rs256").generate(),
                    "PS256", new RSAKeyGenerator(2048).keyID("ps256").generate()));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    String publicJwks() {
        return new JWKSet(List.copyOf(byAlgorithm.values())).toString(true);
    }

    /** RFC 7523 §3. */
    public String assertion(String algorithm, String clientId, URI issuer) {
        return sign(algorithm, null, new JWTClaimsSet.Builder()
                .issuer(clientId).subject(clientId).audience(issuer.toString())
                .issueTime(new Date()).expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString()).build());
    }

    /** RFC 9449 §4.2. */
    public String proof(String algorithm, String method, URI address) {
        return sign(algorithm, "dpop+jwt", new JWTClaimsSet.Builder()
                .claim("htm", method).claim("htu", address.toString())
                .issueTime(new Date()).jwtID(UUID.randomUUID().toString()).build());
    }

    private String sign(String algorithm, String type, JWTClaimsSet claims) {
        JWK key = byAlgorithm.get(algorithm);
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm));
        if (type == null) {
            header.keyID(key.getKeyID());
        } else {
            header.type(new JOSEObjectType(type)).jwk(key.toPublicJWK());
        }
        try {
            JWSSigner signer = key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner(key.toRSAKey());
            SignedJWT jwt = new SignedJWT(header.build(), claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
