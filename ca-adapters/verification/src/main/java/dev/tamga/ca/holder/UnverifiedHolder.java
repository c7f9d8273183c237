package dev.tamga.ca.holder;

import java.util.Optional;

import dev.tamga.ca.HolderKind;

/**
 * What a certificate says of its holder. The check digits were verified, and nothing else: neither chain nor signature.
 *
 * @param code of the organisation
 * @param holderId the CA's own id of the holder
 */
public record UnverifiedHolder(
        HolderKind kind,
        String name,
        Optional<String> code,
        Optional<IdentityNumber> identityNumber,
        Optional<String> holderId) {

    @Override
    public String toString() {
        return "UnverifiedHolder[" + kind + "]";
    }
}
