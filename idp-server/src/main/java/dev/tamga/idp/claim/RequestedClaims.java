package dev.tamga.idp.claim;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The release of claims: those of granted scopes go to userinfo, those asked for one by one (OpenID Connect Core §5.5)
 * where the request wanted them. Both were on the consent page.
 */
public final class RequestedClaims {
    private final ClaimSources sources;

    public RequestedClaims(ClaimSources sources) {
        this.sources = sources;
    }

    /** Costs one select where something is asked for, none otherwise. */
    public Map<String, Object> forIdToken(Optional<String> agreed, String keyId) {
        List<String> words = agreed.map(AskedClaims::read).orElse(AskedClaims.NONE).idToken();
        return words.isEmpty()
                ? Map.of()
                : sources.find(keyId).map(source -> release(words, source)).orElse(Map.of());
    }

    /** What userinfo answers beside {@code sub}. */
    public static Map<String, Object> forUserInfo(
            Collection<String> scopes, Optional<String> agreed, ClaimSource source) {
        Map<String, Object> released = Claim.release(scopes, source);
        List<String> words = agreed.map(AskedClaims::read).orElse(AskedClaims.NONE).userInfo();
        released.putAll(release(words, source));
        return released;
    }

    private static Map<String, Object> release(List<String> words, ClaimSource source) {
        Map<String, Object> released = new LinkedHashMap<>();
        for (Claim claim : Claim.values()) {
            if (words.contains(claim.word())) {
                claim.value(source).ifPresent(known -> released.put(claim.word(), known));
            }
        }
        return released;
    }
}
