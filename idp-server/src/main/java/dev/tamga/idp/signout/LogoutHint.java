package dev.tamga.idp.signout;

import java.text.ParseException;
import java.util.Optional;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.tamga.idp.jose.JwtForm;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

/** An {@code id_token_hint} that we signed; one that expired is as good (RP-Initiated Logout §2). */
record LogoutHint(String platformId, String sid) {

    static Optional<LogoutHint> read(String token, SigningKeys keys, Issuer issuer) {
        try {
            SignedJWT jwt = JwtForm.read(token).orElseThrow(() -> new ParseException("no signed JWT", 0));
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            // An access token or a logout token is no ID token, though the same key signed it.
            JOSEObjectType type = jwt.getHeader().getType();
            boolean ours = (type == null || type.equals(JOSEObjectType.JWT))
                    && keys.wasOurs(jwt)
                    && issuer.value().equals(claims.getIssuer())
                    && claims.getAudience().size() == 1
                    && claims.getStringClaim("sid") != null;
            return ours
                    ? Optional.of(new LogoutHint(claims.getAudience().get(0), claims.getStringClaim("sid")))
                    : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
