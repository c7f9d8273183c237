package dev.tamga.rp;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;

import dev.tamga.rp.LoginFailed.Reason;

/** An ID token whose signature is checked: read → algorithm → key → signature. Its claims are checked next. */
final class IdToken {

    /** Asymmetric only: "none" and the HMAC family would let the client's own knowledge forge a token. */
    private static final Set<String> ALGORITHMS =
            Collections.unmodifiableSet(new HashSet<>(Arrays.asList("ES256", "RS256", "PS256")));

    private IdToken() {
    }

    static Map<String, Object> signed(String text, Directory directory) throws LoginFailed {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new LoginFailed(Reason.TOKEN_MALFORMED, "the ID token has " + parts.length + " parts; expected 3");
        }
        checkHeader(Json.object(decode(parts[0]), "the ID token's header"));
        Map<String, Object> payload = Json.object(decode(parts[1]), "the ID token");
        JWSObject token = parse(text);
        checkSignature(token, directory.key(token.getHeader()));
        return payload;
    }

    private static void checkHeader(Map<String, Object> header) throws LoginFailed {
        if (!ALGORITHMS.contains(String.valueOf(header.get("alg")))) {
            throw new LoginFailed(Reason.ALGORITHM_NOT_ALLOWED,
                    "the ID token is signed with " + Text.shown(header.get("alg"), 20) + "; expected one of "
                            + ALGORITHMS);
        }
        // RFC 8725 §3.11: an access or logout token of the same issuer must not pass for an ID token.
        if (header.containsKey("crit") || !"JWT".equalsIgnoreCase(String.valueOf(header.getOrDefault("typ", "JWT")))) {
            throw new LoginFailed(Reason.TOKEN_MALFORMED, "the token is no ID token: typ or crit in its header");
        }
    }

    private static void checkSignature(JWSObject token, JWK key) throws LoginFailed {
        try {
            if (!token.verify(KeySet.verifier(key))) {
                throw new LoginFailed(Reason.SIGNATURE_INVALID, "the ID token's signature is wrong");
            }
        } catch (JOSEException e) {
            throw new LoginFailed(Reason.SIGNATURE_INVALID, "the ID token's signature cannot be checked", e);
        }
    }

    private static JWSObject parse(String text) throws LoginFailed {
        try {
            JWSObject token = JWSObject.parse(text);
            JWSHeader header = token.getHeader();
            if (header.getAlgorithm() == null) {
                throw new LoginFailed(Reason.ALGORITHM_NOT_ALLOWED, "the ID token names no algorithm");
            }
            return token;
        } catch (ParseException e) {
            throw new LoginFailed(Reason.TOKEN_MALFORMED, "the ID token is not a signed JWT", e);
        }
    }

    private static String decode(String part) throws LoginFailed {
        try {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new LoginFailed(Reason.TOKEN_MALFORMED, "the ID token is not base64url", e);
        }
    }
}
