package dev.tamga.idp.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** A remembered consent; an expired one, or one to another text, is as none. */
record Consent(Set<String> scopes, String textVersion, Instant createdAt) {
    boolean covers(Collection<String> asked) {
        return textVersion.equals(Consents.TEXT_VERSION) && scopes.containsAll(asked);
    }
}
