package dev.tamga.idp.binding;

import java.time.Instant;
import java.util.Optional;

import dev.tamga.ca.CaId;

/**
 * A bound key that a later certificate might renew, with what the rule asks of it.
 *
 * @param subjectName as platforms get it
 * @param holderKind name of a {@link dev.tamga.ca.HolderKind}
 * @param code as its certificate has it
 * @param normalisedName of its certificate
 */
record FormerKey(
        String keyId,
        String subjectId,
        String subjectName,
        CaId ca,
        String issuerKeyId,
        byte[] certificateHash,
        String holderKind,
        Optional<String> code,
        String normalisedName,
        String keyNumber,
        String mediumNumber,
        Instant notBefore,
        Instant notAfter,
        boolean primary,
        boolean frozen) {}
