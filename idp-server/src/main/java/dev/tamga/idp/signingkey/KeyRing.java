package dev.tamga.idp.signingkey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;

/** The keys as they were read last; within each algorithm the newest generation comes first. */
record KeyRing(List<SigningKey> keys, JWKSet published) {

    static KeyRing of(List<SigningKey> keys) {
        return new KeyRing(keys, new JWKSet(keys.stream()
                .filter(key -> !key.row().isRetired())
                .map(SigningKey::publicKey)
                .toList()));
    }

    /** Of the keys that may sign already, the newest: one that was made at once is not displaced by one published before it. */
    SigningKey signer(String algorithm, Instant now) {
        return keys.stream()
                .filter(key -> key.row().algorithm().equals(algorithm) && key.signer().isPresent())
                .filter(key -> !key.signsFrom().isAfter(now))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no signing key for " + algorithm));
    }

    Optional<SigningKey> find(JWSHeader header) {
        return keys.stream()
                .filter(key -> key.id().equals(header.getKeyID()))
                .filter(key -> key.algorithm().equals(header.getAlgorithm()))
                .findFirst();
    }

    boolean has(String id) {
        return keys.stream().anyMatch(key -> key.id().equals(id));
    }

    int generation(String algorithm) {
        return keys.stream()
                .filter(key -> key.row().algorithm().equals(algorithm))
                .mapToInt(key -> key.row().generation())
                .max()
                .orElse(0);
    }

    /** Keys whose successor began to sign so long ago that none of their tokens can live any more. */
    List<SigningKey> outlived(Instant now, Duration tokensLive) {
        return keys.stream()
                .filter(key -> !key.row().isRetired())
                .filter(key -> keys.subList(0, keys.indexOf(key)).stream().anyMatch(later ->
                        later.row().algorithm().equals(key.row().algorithm())
                                && later.signer().isPresent()
                                && !later.signsFrom().plus(tokensLive).isAfter(now)))
                .toList();
    }
}
