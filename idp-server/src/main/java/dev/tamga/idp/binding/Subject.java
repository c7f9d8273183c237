package dev.tamga.idp.binding;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A bound enterprise or natural person.
 *
 * @param id the {@code sub} claim: 26 lower-case base32 characters, never changes
 * @param creditCode unified social credit code; an enterprise always has one, a person never
 * @param identityMasked a person's identity number for display; the number itself is not kept
 * @param divisionCode six digits
 * @param registeredCapital in 万元
 * @param phoneNumber E.164
 */
public record Subject(
        String id,
        Kind kind,
        String name,
        String preferredUsername,
        Optional<String> creditCode,
        Optional<String> identityMasked,
        Optional<String> legalRepresentative,
        Optional<String> divisionCode,
        List<String> subjectTypes,
        Optional<BigDecimal> registeredCapital,
        Optional<String> phoneNumber,
        Optional<String> address,
        Instant updatedAt) {

    /** The {@code subject_kind} claim. */
    public enum Kind {
        ENTERPRISE("enterprise"),
        PERSON("person");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("subject kind is \"" + word + "\""));
        }
    }

    @Override
    public String toString() {
        return "Subject[" + id + "]";
    }
}
