package dev.tamga.idp.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tamga.ca.CaId;
import dev.tamga.ca.HolderKind;

/**
 * A live sign-in session with what pages and admission rules ask of it.
 *
 * @param id public: the {@code sid} claim; the cookie holds another secret
 */
public record SignInSession(
        String id,
        String subjectId,
        String keyId,
        CaId ca,
        List<String> amr,
        String acr,
        HolderKind holderKind,
        Optional<String> region,
        Instant authTime,
        Instant expiresAt,
        Instant lastSeenAt,
        String subjectName,
        String keyNumber,
        boolean primaryKey) {}
