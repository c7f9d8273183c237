package dev.tamga.idp.grant;

/** What became of a code or a refresh token. */
sealed interface Redemption {

    /** @param refreshToken the next one to present */
    record Granted(Grant grant, Tokens.Issued tokens, RefreshToken refreshToken) implements Redemption {
        @Override
        public String toString() {
            return "Granted " + grant.id();
        }
    }

    /** To the client this is {@code invalid_grant}, whatever the reason. @param reason for audit */
    record Refused(String reason) implements Redemption {}
}
