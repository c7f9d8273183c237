package dev.tamga.idp.binding;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import dev.tamga.ca.CaId;

/**
 * A bound key with its subject.
 *
 * @param keyNumber 证书key号: the signing certificate's serial number
 * @param mediumNumber 硬件介质号: the device's own number, attested by no CA
 * @param holderId the CA's own unique id of the holder, never shown as 证书key号
 * @param frozenAt when it was reported lost here (挂失)
 * @param label what its owner calls it
 * @param renewedFrom its 证书key号 before the last renewal or replacement
 */
public record SubjectKey(
        String id,
        Subject subject,
        CaId ca,
        String keyNumber,
        String mediumNumber,
        Role role,
        Optional<String> holderId,
        Instant notBefore,
        Instant notAfter,
        Optional<Instant> frozenAt,
        Optional<String> label,
        Optional<String> renewedFrom,
        Instant createdAt) {

    public boolean isPrimary() {
        return role == Role.PRIMARY;
    }

    public boolean isFrozen() {
        return frozenAt.isPresent();
    }

    /** The {@code key_role} claim: the first key bound is the primary one. */
    public enum Role {
        PRIMARY("primary"),
        SECONDARY("secondary");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Role of(String word) {
            return Arrays.stream(values())
                    .filter(role -> role.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("key role is \"" + word + "\""));
        }
    }
}
