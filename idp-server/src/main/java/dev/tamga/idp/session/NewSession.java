package dev.tamga.idp.session;

import java.util.List;
import java.util.Optional;

import dev.tamga.ca.CaId;
import dev.tamga.ca.HolderKind;

/**
 * What a verified signature establishes.
 *
 * @param amr RFC 8176 values, such as {@code pop} and {@code hwk}
 */
public record NewSession(
        String subjectId,
        String keyId,
        CaId ca,
        List<String> amr,
        HolderKind holderKind,
        Optional<String> region,
        Optional<String> project) {}
