package dev.tamga.idp.consent;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

import dev.tamga.idp.authorization.AuthorizationParameters;
import dev.tamga.idp.claim.Claim;

/**
 * A remembered consent; an expired one, or one to another text, is as none.
 *
 * @param claims that were asked for one by one, by their words
 */
record Consent(Set<String> scopes, Set<String> claims, String textVersion, Instant createdAt) {

    /** What a request asks for, as if it were agreed to now. */
    static Consent to(AuthorizationParameters asked, Instant now) {
        Set<String> claims = new TreeSet<>();
        asked.asked().beyond(asked.scopes()).stream().map(Claim::word).forEach(claims::add);
        return new Consent(new TreeSet<>(asked.scopes()), claims, Consents.TEXT_VERSION, now);
    }

    boolean covers(Consent asked) {
        return textVersion.equals(asked.textVersion)
                && scopes.containsAll(asked.scopes)
                // A claim of a scope that was agreed to was on that page.
                && asked.claims.stream().allMatch(claim ->
                        claims.contains(claim) || scopes.contains(Claim.of(claim).scope().word()));
    }

    /** Both together, where they are to the same text. */
    Consent with(Consent earlier) {
        if (!textVersion.equals(earlier.textVersion)) {
            return this;
        }
        Set<String> allScopes = new TreeSet<>(scopes);
        allScopes.addAll(earlier.scopes);
        Set<String> allClaims = new TreeSet<>(claims);
        allClaims.addAll(earlier.claims);
        return new Consent(allScopes, allClaims, textVersion, createdAt);
    }
}
