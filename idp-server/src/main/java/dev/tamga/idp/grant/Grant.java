package dev.tamga.idp.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a subject allowed a platform in a session; the code, each refresh token and each access token belong to one. */
record Grant(
        String id,
        String platformId,
        String subjectId,
        String keyId,
        String sessionId,
        String scope,
        Instant codeExpiresAt,
        String redirectUri,
        Optional<String> codeChallenge,
        Optional<String> nonce,
        Optional<String> claimsRequest,
        Instant authTime,
        String acr,
        List<String> amr,
        Optional<Instant> rotatedAt,
        boolean ended) {}
