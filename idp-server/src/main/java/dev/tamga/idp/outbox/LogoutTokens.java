package dev.tamga.idp.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

import com.nimbusds.jwt.JWTClaimsSet;

import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

/** Makes logout tokens (OpenID Connect Back-Channel Logout §2.4); no nonce, which would let one pass as an ID token. */
public final class LogoutTokens {
    static final String TYPE = "logout+jwt";
    static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private final Issuer issuer;
    private final SigningKeys keys;
    private final Subs subs;
    private final Ids ids;
    private final Clock clock;

    /** From a subject's id to what a platform knows it as. */
    @FunctionalInterface
    public interface Subs {
        String of(Platform platform, String subjectId);
    }

    public LogoutTokens(Issuer issuer, SigningKeys keys, Subs subs, Ids ids, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.subs = subs;
        this.ids = ids;
        this.clock = clock;
    }

    /** A fresh one: another {@code jti} each time, so that a platform that remembers them takes the next attempt. */
    String sign(Platform platform, String subjectId, String sessionId) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer.value())
                .subject(subs.of(platform, subjectId))
                .audience(platform.id())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(ids.next())
                .claim("events", Map.of(EVENT, Map.of()))
                .claim("sid", sessionId)
                .build();
        return keys.sign(platform.idTokenSigningAlg(), TYPE, claims);
    }
}
