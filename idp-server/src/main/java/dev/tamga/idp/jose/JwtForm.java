package dev.tamga.idp.jose;

import java.text.ParseException;
import java.util.Optional;
import java.util.regex.Pattern;

import com.nimbusds.jwt.SignedJWT;

/** Reads what anybody may have written: the form of a signed JWT, with claims. Nothing is verified. */
public final class JwtForm {
    private static final int LONGEST = 8192;
    // RFC 7515 §2: base64url without padding. The library takes the other alphabet for the same, and one token must have
    // one spelling.
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++){2}");

    private JwtForm() {}

    /** Empty for everything that is no JWS in compact form with a JSON object as claims, of at most 8192 characters. */
    public static Optional<SignedJWT> read(String text) {
        if (text.length() > LONGEST || !COMPACT.matcher(text).matches()) {
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
