package dev.tamga.idp.claim;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The subject and the key that claims speak of. What is unknown is empty, and its claim is omitted.
 *
 * @param kind {@code enterprise} or {@code person}
 * @param registeredCapital in 万元
 * @param phoneNumber E.164
 * @param keyRole {@code primary} or {@code secondary}
 */
public record ClaimSource(
        String name,
        String preferredUsername,
        String kind,
        Instant updatedAt,
        Optional<String> creditCode,
        Optional<String> legalRepresentative,
        Optional<String> divisionCode,
        List<String> subjectTypes,
        Optional<BigDecimal> registeredCapital,
        Optional<String> phoneNumber,
        Optional<String> address,
        String caId,
        String keyNumber,
        Optional<String> keyMediumNumber,
        String keyRole,
        Optional<String> holderId) {

    @Override
    public String toString() {
        return "ClaimSource of key " + keyNumber;
    }
}
