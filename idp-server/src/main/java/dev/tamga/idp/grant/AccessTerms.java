package dev.tamga.idp.grant;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one access token is good for.
 *
 * @param dpopKey thumbprint of the key that has to be proven with it; without one it is a bearer token
 */
record AccessTerms(Set<String> scopes, List<String> audience, Optional<String> dpopKey) {

    /** Words between spaces, sorted. */
    static String joined(Collection<String> scopes) {
        return String.join(" ", new TreeSet<>(scopes));
    }

    String tokenType() {
        return dpopKey.isPresent() ? "DPoP" : "Bearer";
    }
}
