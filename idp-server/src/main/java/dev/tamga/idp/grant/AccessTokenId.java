package dev.tamga.idp.grant;

import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code jti} of our access tokens: {@code <grant>.<26 characters>}, or 26 characters alone for a service's own. */
final class AccessTokenId {
    private static final Pattern OF_GRANT = Pattern.compile("[a-z2-7]{26}\\.[a-z2-7]{26}");

    private AccessTokenId() {}

    static String ofGrant(String grantId, String unique) {
        return grantId + "." + unique;
    }

    static String ofService(String unique) {
        return unique;
    }

    /** The grant behind the token, if there is one. */
    static Optional<String> grant(String jti) {
        return OF_GRANT.matcher(jti).matches() ? Optional.of(jti.substring(0, 26)) : Optional.empty();
    }
}
