package dev.tamga.idp.signingkey;

import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.secret.MasterKey;

/** The door to signing keys: signs tokens, recognises our own, publishes the JWK set. */
public final class SigningKeys {
    /** Algorithms with a key from the first start on. */
    public static final List<String> ALGORITHMS = List.of("ES256", "RS256");

    private final SigningKeyStore store;
    private final SealedJwk sealing;
    private final Clock clock;
    private volatile Ring ring;

    /** The keys that live, the one that signs first within each algorithm. */
    private record Ring(List<Key> keys) {}

    private record Key(JWK publicKey, JWSAlgorithm algorithm, JWSSigner signer, JWSVerifier verifier, Instant signsFrom) {}

    public SigningKeys(Jdbi jdbi, MasterKey master, SecureRandom random, Clock clock) {
        this.store = new SigningKeyStore(jdbi);
        this.sealing = new SealedJwk(master, random);
        this.clock = clock;
    }

    /** Makes the keys that are missing, then opens all; a wrong master key stops the start here. */
    public void open() {
        List<SigningKeyStore.Row> rows = store.list();
        for (String algorithm : ALGORITHMS) {
            if (rows.stream().noneMatch(row -> row.algorithm().equals(algorithm))) {
                make(algorithm);
            }
        }
        List<Key> keys = new ArrayList<>();
        store.list().forEach(row -> keys.add(key(row)));
        ring = new Ring(List.copyOf(keys));
    }

    private void make(String algorithm) {
        try {
            JWK jwk = algorithm.equals("ES256")
                    ? new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.ES256)
                            .keyIDFromThumbprint(true).generate()
                    : new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256)
                            .keyIDFromThumbprint(true).generate();
            Instant now = clock.instant();
            store.insert(new SigningKeyStore.Row(jwk.getKeyID(), algorithm, jwk.toPublicJWK().toJSONString(),
                    sealing.seal(jwk.getKeyID(), jwk.toJSONString()), now), now);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a signing key for " + algorithm, e);
        }
    }

    private Key key(SigningKeyStore.Row row) {
        try {
            JWK jwk = JWK.parse(sealing.open(row.id(), row.privateJwk()));
            JWSAlgorithm algorithm = JWSAlgorithm.parse(row.algorithm());
            return jwk instanceof ECKey ec
                    ? new Key(jwk.toPublicJWK(), algorithm, new ECDSASigner(ec), new ECDSAVerifier(ec), row.signsFrom())
                    : new Key(jwk.toPublicJWK(), algorithm, new RSASSASigner(jwk.toRSAKey()),
                            new RSASSAVerifier(jwk.toRSAKey()), row.signsFrom());
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("signing key " + row.id() + " cannot be read", e);
        }
    }

    /**
     * Signs with the algorithm's key.
     *
     * @param type the {@code typ} header, such as {@code at+jwt}
     */
    public String sign(String algorithm, String type, JWTClaimsSet claims) {
        Instant now = clock.instant();
        Key key = ring.keys().stream()
                .filter(candidate -> candidate.algorithm().getName().equals(algorithm))
                .filter(candidate -> !candidate.signsFrom().isAfter(now))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no signing key for " + algorithm));
        JWSHeader header = new JWSHeader.Builder(key.algorithm())
                .keyID(key.publicKey().getKeyID())
                .type(new JOSEObjectType(type))
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign with " + key.publicKey().getKeyID(), e);
        }
        return jwt.serialize();
    }

    /** Whether one of our keys signed it, whatever it says and whenever it expired. */
    public boolean isOurs(SignedJWT jwt) {
        try {
            for (Key key : ring.keys()) {
                boolean named = key.publicKey().getKeyID().equals(jwt.getHeader().getKeyID());
                if (named && key.algorithm().equals(jwt.getHeader().getAlgorithm())) {
                    return jwt.verify(key.verifier());
                }
            }
            return false;
        } catch (JOSEException e) {
            return false;
        }
    }

    /** RFC 7517 §5: the public keys alone. */
    public JWKSet publicKeys() {
        return new JWKSet(ring.keys().stream().map(Key::publicKey).toList());
    }
}
