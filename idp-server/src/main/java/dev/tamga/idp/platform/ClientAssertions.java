package dev.tamga.idp.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tamga.idp.jose.UntrustedJwt;
import dev.tamga.idp.platform.Platform.ClientAuthentication;
import dev.tamga.idp.platform.PresentedCredentials.Assertion;
import dev.tamga.idp.replay.SpentJti;
import dev.tamga.idp.web.Issuer;

/**
 * private_key_jwt: RFC 7523 §3 and OpenID Connect Core §9, with one audience (decisions.md) and each assertion once
 * across all nodes. One statement, after everything else was found good.
 */
public final class ClientAssertions {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(60);
    // So that a platform whose clock is a little ahead may use the whole five minutes.
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private final Platforms platforms;
    private final ClientKeys keys;
    private final SpentJti spent;
    private final Issuer issuer;
    private final Clock clock;

    public ClientAssertions(Platforms platforms, ClientKeys keys, SpentJti spent, Issuer issuer, Clock clock) {
        this.platforms = platforms;
        this.keys = keys;
        this.spent = spent;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** What became of an assertion. */
    sealed interface Checked {}

    record Accepted(Platform platform) implements Checked {}

    /** @param platform that the assertion claims to come from, if there is such a one */
    record Refused(Optional<Platform> platform, String reason) implements Checked {}

    Checked check(Assertion presented) {
        Optional<UntrustedJwt> read = UntrustedJwt.read(presented.jwt(), UntrustedJwt.ALGORITHMS);
        Optional<Platform> platform = read.flatMap(jwt -> claimed(jwt, presented.clientId()));
        if (platform.isEmpty()) {
            return new Refused(Optional.empty(), "unreadable, or of no platform");
        }
        return fault(read.get(), presented, platform.get())
                .<Checked>map(reason -> new Refused(platform, reason))
                .orElse(new Accepted(platform.get()));
    }

    /** RFC 7523 §3: issuer and subject are the client. */
    private Optional<Platform> claimed(UntrustedJwt jwt, Optional<String> clientId) {
        return jwt.text("iss")
                .filter(id -> jwt.text("sub").filter(id::equals).isPresent())
                .filter(id -> clientId.filter(named -> !named.equals(id)).isEmpty())
                .flatMap(platforms::find)
                .filter(platform ->
                        PlatformAuthentication.isRegistered(platform, ClientAuthentication.PRIVATE_KEY_JWT));
    }

    private Optional<String> fault(UntrustedJwt jwt, Assertion presented, Platform platform) {
        Instant now = clock.instant();
        if (UntrustedJwt.read(presented.jwt(), algorithms(platform)).isEmpty()) {
            return Optional.of("alg is not one that the platform may use");
        }
        if (jwt.soleAudience().filter(audiences(platform)::contains).isEmpty()) {
            return Optional.of("aud is not one string that names this server");
        }
        if (!jwt.isTimely(now, SKEW)) {
            return Optional.of("exp, nbf or iat");
        }
        Instant end = jwt.time("exp").orElseThrow();
        if (end.isAfter(now.plus(LONGEST).plus(TOLERANCE))) {
            return Optional.of("exp is more than " + LONGEST + " ahead");
        }
        Optional<String> id = jwt.id();
        if (id.isEmpty()) {
            return Optional.of("jti is missing or too long");
        }
        if (!isSigned(jwt, platform)) {
            return Optional.of("no key of the platform made the signature");
        }
        return spent.spend(SpentJti.Purpose.CLIENT_ASSERTION, platform.id(), id.get(), end.plus(SKEW))
                ? Optional.empty()
                : Optional.of("jti was used before");
    }

    private static List<String> algorithms(Platform platform) {
        return platform.isFapi() ? UntrustedJwt.FAPI_ALGORITHMS : UntrustedJwt.ALGORITHMS;
    }

    // FAPI 2.0 Security Profile §5.3.2.1: the issuer alone.
    private Set<String> audiences(Platform platform) {
        return platform.isFapi() ? Set.of(issuer.value()) : Set.of(issuer.value(), issuer.url("/oauth2/token"));
    }

    private boolean isSigned(UntrustedJwt jwt, Platform platform) {
        return keys.list(platform, jwt.keyId()).stream().anyMatch(jwt::isSignedBy);
    }
}
