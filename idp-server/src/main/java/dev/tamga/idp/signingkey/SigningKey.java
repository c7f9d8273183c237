package dev.tamga.idp.signingkey;

import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;

import dev.tamga.idp.jose.Signatures;

/**
 * An opened key.
 *
 * @param signer none once it is retired: its private half is gone
 */
record SigningKey(SigningKeyStore.Row row, JWK publicKey, Optional<JWSSigner> signer, JWSVerifier verifier) {

    static SigningKey open(SigningKeyStore.Row row, SealedJwk sealing) {
        try {
            JWK publicKey = JWK.parse(row.publicJwk());
            return new SigningKey(row, publicKey, signer(row, sealing), Signatures.verifier(publicKey));
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("signing key " + row.id() + " cannot be read", e);
        }
    }

    private static Optional<JWSSigner> signer(SigningKeyStore.Row row, SealedJwk sealing)
            throws ParseException, JOSEException {
        if (row.isRetired()) {
            return Optional.empty();
        }
        JWK jwk = JWK.parse(sealing.open(row.id(), row.privateJwk()));
        return Optional.of(Signatures.signer(jwk));
    }

    String id() {
        return row.id();
    }

    JWSAlgorithm algorithm() {
        return JWSAlgorithm.parse(row.algorithm());
    }

    Instant signsFrom() {
        return row.signsFrom();
    }
}
