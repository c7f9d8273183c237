package dev.tamga.idp.grant;

import java.util.Optional;

/** What became of a request for tokens. */
sealed interface Redemption {

    /** @param refreshToken the next one to present, where the platform may have one */
    record Granted(AccessTerms terms, Tokens.Issued tokens, Optional<RefreshToken> refreshToken) implements Redemption {
        @Override
        public String toString() {
            return "Granted " + terms;
        }
    }

    /**
     * @param reason for audit and log
     * @param error what the client is told: {@code invalid_grant} whatever is wrong with the grant itself
     */
    record Refused(String reason, String error) implements Redemption {
        Refused(String reason) {
            this(reason, "invalid_grant");
        }
    }
}
