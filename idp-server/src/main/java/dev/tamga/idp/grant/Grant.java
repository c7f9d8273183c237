package dev.tamga.idp.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a subject allowed a platform in a session; the code, each refresh token and each access token belong to one.
 *
 * @param sub what the platform knows the subject by
 * @param resources audiences that were asked for with the authorization request (RFC 8707)
 * @param dpopKey thumbprint of the key that the code, later its tokens, are bound to (RFC 9449)
 */
record Grant(
        String id,
        String platformId,
        String subjectId,
        String sub,
        String keyId,
        String sessionId,
        String scope,
        Instant codeExpiresAt,
        String redirectUri,
        Optional<String> codeChallenge,
        Optional<String> nonce,
        Optional<String> claimsRequest,
        List<String> resources,
        Optional<String> dpopKey,
        Instant authTime,
        String acr,
        List<String> amr,
        Optional<Instant> rotatedAt,
        boolean ended) {

    Set<String> scopes() {
        return Set.of(scope.split(" "));
    }
}
