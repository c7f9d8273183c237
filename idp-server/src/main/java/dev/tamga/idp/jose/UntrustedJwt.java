package dev.tamga.idp.jose;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** A signed JWT from a stranger: of that form, and nothing in it is verified until {@link #isSignedBy} says so. */
public final class UntrustedJwt {
    /** What platforms may sign with (RFC 7518 §3): no {@code none}, no HMAC under a secret of ours. */
    public static final List<String> ALGORITHMS = List.of("ES256", "ES384", "PS256", "RS256");

    /** FAPI 2.0 Security Profile §5.4.1. */
    public static final List<String> FAPI_ALGORITHMS = List.of("ES256", "PS256");

    private static final int LONGEST_JTI = 200;
    // The year 2514: beyond it a number of seconds is a mistake or worse.
    private static final long LATEST = Integer.MAX_VALUE * 8L;

    private final SignedJWT jwt;
    private final JWTClaimsSet claims;

    private UntrustedJwt(SignedJWT jwt) {
        try {
            this.jwt = jwt;
            this.claims = jwt.getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalArgumentException("its claims were read before", e);
        }
    }

    /** Empty for everything that is no JWS in compact form with JSON claims and an algorithm of the list. */
    public static Optional<UntrustedJwt> read(String text, List<String> algorithms) {
        return JwtForm.read(text)
                .filter(jwt -> algorithms.contains(jwt.getHeader().getAlgorithm().getName()))
                .map(UntrustedJwt::new);
    }

    /** Whether the key is of a usable kind and made the signature. A critical header that we do not know refuses. */
    public boolean isSignedBy(JWK key) {
        boolean meant = key.getAlgorithm() == null || key.getAlgorithm().equals(jwt.getHeader().getAlgorithm());
        Optional<JWSVerifier> verifier = meant ? Signatures.strangersVerifier(key) : Optional.empty();
        try {
            return verifier.isPresent() && jwt.verify(verifier.get());
        } catch (JOSEException e) {
            // Also an algorithm that does not go with the key.
            return false;
        }
    }

    public Optional<String> type() {
        return Optional.ofNullable(jwt.getHeader().getType()).map(Object::toString);
    }

    public Optional<String> keyId() {
        return Optional.ofNullable(jwt.getHeader().getKeyID());
    }

    /** The header's {@code jwk}, a public key. */
    public Optional<JWK> headerKey() {
        return Optional.ofNullable(jwt.getHeader().getJWK()).filter(key -> !key.isPrivate());
    }

    /** A claim that is a string. */
    public Optional<String> text(String name) {
        return claims.getClaim(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The {@code jti}, if it has 1 to 200 characters. */
    public Optional<String> id() {
        return text("jti").filter(id -> !id.isEmpty() && id.length() <= LONGEST_JTI);
    }

    /** A claim that is a time (RFC 7519 §2, NumericDate). */
    public Optional<Instant> time(String name) {
        return switch (claims.getClaim(name)) {
            case Date date -> Optional.of(date.toInstant());
            case Number seconds -> Optional.of(Instant.ofEpochSecond(Math.clamp(seconds.longValue(), 0L, LATEST)));
            case null, default -> Optional.empty();
        };
    }

    /** Whether a claim is there, of whatever type. */
    public boolean has(String name) {
        return claims.getClaim(name) != null;
    }

    /** Whether the times that it carries allow its use now: not before, not issued in the future, not expired. */
    public boolean isTimely(Instant now, Duration skew) {
        boolean started = isPast("nbf", now.plus(skew)) && isPast("iat", now.plus(skew));
        return started && time("exp").filter(end -> end.plus(skew).isAfter(now)).isPresent();
    }

    private boolean isPast(String name, Instant latest) {
        return !has(name) || time(name).filter(at -> !at.isAfter(latest)).isPresent();
    }

    /** The audience, if it is one string: an array, even of one, is ambiguous (decisions.md). */
    public Optional<String> soleAudience() {
        try {
            return jwt.getPayload().toJSONObject().get("aud") instanceof String audience
                    ? Optional.of(audience)
                    : Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "UntrustedJwt[…]";
    }
}
