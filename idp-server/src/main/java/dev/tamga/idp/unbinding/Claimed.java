package dev.tamga.idp.unbinding;

import java.util.Optional;

/**
 * Whose binding the applicant says it is. An identity number is never among it.
 *
 * @param name as it was entered
 * @param identityHash by {@code TAMGA_IDENTITY_KEY}
 */
record Claimed(
        Kind kind, String name, Optional<String> creditCode, Optional<byte[]> identityHash, Optional<String> masked) {
    @Override
    public String toString() {
        return "Claimed[" + kind + "]";
    }
}
