package dev.tamga.idp.grant;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a platform brings to the token endpoint; it and its DPoP proof are authentic, the rest is unchecked. */
sealed interface PresentedGrant {

    /** What it wants of the access token. */
    Wish wish();

    /**
     * @param scopes fewer than were granted, or the same; empty: the same
     * @param resources RFC 8707
     * @param dpopKey thumbprint of the key it proved
     */
    record Wish(Optional<Set<String>> scopes, List<String> resources, Optional<String> dpopKey) {}

    /** A code (RFC 6749 §4.1.3, RFC 7636 §4.5). */
    record Code(String code, String redirectUri, Optional<String> verifier, Wish wish) implements PresentedGrant {
        @Override
        public String toString() {
            return "Code[…]";
        }
    }

    /** A refresh token (RFC 6749 §6). */
    record Refresh(RefreshToken token, Wish wish) implements PresentedGrant {}
}
