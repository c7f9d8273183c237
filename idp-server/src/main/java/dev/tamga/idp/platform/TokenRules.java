package dev.tamga.idp.platform;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.tamga.idp.platform.Platform.Demand;

/**
 * Which tokens a platform may have.
 *
 * @param accessTokenLifetime where it differs from {@code tamga.lifetime.access-token}
 * @param resources audiences that it may ask for (RFC 8707); without one a token is for userinfo alone
 * @param audiences its own names as the audience of other platforms' tokens, which it may then introspect
 * @param serviceScopes scopes that it may ask for in its own name (client credentials)
 */
public record TokenRules(
        Optional<Duration> accessTokenLifetime,
        Set<String> resources,
        Set<String> audiences,
        Demand dpop,
        Set<GrantType> grantTypes,
        Set<String> serviceScopes) {
    /** What a platform's own access-token-lifetime may be at most; keys are kept for as long. */
    public static final Duration LONGEST_ACCESS_TOKEN = Duration.ofHours(1);

    static final Set<GrantType> USUAL = Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
    static final TokenRules DEFAULT =
            new TokenRules(Optional.empty(), Set.of(), Set.of(), Demand.OPTIONAL, USUAL, Set.of());

    /** OpenID Connect's grant_types. */
    public enum GrantType {
        AUTHORIZATION_CODE,
        REFRESH_TOKEN,
        CLIENT_CREDENTIALS;

        /** The registered word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean allows(GrantType type) {
        return grantTypes.contains(type);
    }
}
