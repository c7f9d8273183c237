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
 * @param key the key that signed in
 */
public record SignInSession(
        String id,
        String subjectId,
        String subjectName,
        UsedKey key,
        List<String> amr,
        String acr,
        HolderKind holderKind,
        Optional<String> region,
        Optional<String> project,
        Instant authTime,
        Instant expiresAt,
        Instant lastSeenAt) {

    /**
     * @param number 证书key号
     * @param hasNews whether something happened to the subject's keys that this one was not told yet
     */
    public record UsedKey(
            String id,
            CaId ca,
            String number,
            String mediumNumber,
            Instant notBefore,
            Instant notAfter,
            boolean primary,
            boolean hasNews) {}

    public String keyId() {
        return key.id();
    }

    public CaId ca() {
        return key.ca();
    }

    public String keyNumber() {
        return key.number();
    }

    public boolean primaryKey() {
        return key.primary();
    }
}
