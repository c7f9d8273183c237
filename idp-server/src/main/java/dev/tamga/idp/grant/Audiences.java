package dev.tamga.idp.grant;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.web.Issuer;

/** RFC 8707: for whom an access token is. Without a resource it is for us: userinfo. */
record Audiences(Issuer issuer) {

    /**
     * Of a grant: what the token request names, out of what the authorization request named.
     *
     * @return empty where it names another: {@code invalid_target}
     */
    Optional<List<String>> of(Grant grant, Platform platform, List<String> asked) {
        return grant.resources().isEmpty()
                ? of(platform, asked)
                : among(Set.copyOf(grant.resources()), asked, grant.resources());
    }

    /** Of a service's own token, and of a grant that named none: any of the platform's resources. */
    Optional<List<String>> of(Platform platform, List<String> asked) {
        return among(platform.tokens().resources(), asked, List.of(issuer.value()));
    }

    private Optional<List<String>> among(Set<String> granted, List<String> asked, List<String> otherwise) {
        // Userinfo is always open.
        Set<String> allowed = Stream.concat(granted.stream(), Stream.of(issuer.value())).collect(Collectors.toSet());
        if (asked.isEmpty()) {
            return Optional.of(otherwise);
        }
        return allowed.containsAll(asked) ? Optional.of(asked) : Optional.empty();
    }
}
