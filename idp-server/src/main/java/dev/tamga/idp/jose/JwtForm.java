package dev.tamga.idp.jose;

import java.text.ParseException;
import java.util.Optional;

import com.nimbusds.jwt.SignedJWT;

/** Reads what anybody may have written: the form of a signed JWT, with claims. Nothing is verified. */
public final class JwtForm {
    private static final int LONGEST = 8192;

    private JwtForm() {}

    /** Empty for everything that is no JWS in compact form with a JSON object as claims, of at most 8192 characters. */
    public static Optional<SignedJWT> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            return jwt.getJWTClaimsSet() == null ? Optional.empty() : Optional.of(jwt);
            // The library meets some strangers' input, such as the header "null", with exceptions of no particular kind.
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
