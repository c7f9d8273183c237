package dev.tamga.idp.claim;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code claims} parameter (OpenID Connect Core §5.5). It moves claims of granted scopes into the ID token; it grants
 * nothing that the scopes do not.
 */
public final class RequestedClaims {
    private final ClaimSources sources;
    private final JsonMapper json = JsonMapper.builder().build();

    public RequestedClaims(ClaimSources sources) {
        this.sources = sources;
    }

    /** Costs one select where something is asked for, none otherwise. */
    public Map<String, Object> forIdToken(Optional<String> claims, Set<String> scopes, String keyId) {
        Set<String> asked = claims.map(this::idTokenMembers).orElse(Set.of());
        if (asked.isEmpty()) {
            return Map.of();
        }
        return sources.find(keyId).map(source -> Claim.release(scopes, source)).orElse(Map.of()).entrySet().stream()
                .filter(claim -> asked.contains(claim.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Set<String> idTokenMembers(String claims) {
        JsonNode idToken = json.readTree(claims).path("id_token");
        return Set.copyOf(idToken.propertyNames());
    }
}
