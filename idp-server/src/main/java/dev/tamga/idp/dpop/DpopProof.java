package dev.tamga.idp.dpop;

import java.util.Optional;

/** What became of the proofs of a request. */
public sealed interface DpopProof {

    /** The request carries none. */
    record None() implements DpopProof {}

    /** @param thumbprint of the key that the sender proved to have: base64url SHA-256 (RFC 7638) */
    record Proven(String thumbprint) implements DpopProof {}

    /** @param reason for the client's developer; safe to send */
    record Refused(String reason) implements DpopProof {}

    /** The key's thumbprint, if one was proven. */
    default Optional<String> key() {
        return this instanceof Proven proven ? Optional.of(proven.thumbprint()) : Optional.empty();
    }
}
