package dev.tamga.idp.grant;

import java.time.Clock;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.replay.SpentJti;

/**
 * RFC 7009. A refresh token of the family, also an older one, and an access token alike end their grant: the family and
 * every access token of it. A service's own token has no grant; it is remembered as revoked until it expires. What is
 * unknown, dead or another platform's gets the same 200, and nothing happens (RFC 7009 §2.2).
 */
final class RevocationProvider implements AuthenticationProvider {
    private final Jdbi jdbi;
    private final AccessToken.Checks checks;
    private final Grants grants;
    private final AuthenticatedPlatforms platforms;
    private final Setting setting;

    record Setting(SpentJti spent, Audit audit, Clock clock) {}

    RevocationProvider(
            Jdbi jdbi, AccessToken.Checks checks, Grants grants, AuthenticatedPlatforms platforms, Setting setting) {
        this.jdbi = jdbi;
        this.checks = checks;
        this.grants = grants;
        this.platforms = platforms;
        this.setting = setting;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        PresentedToken presented = ((RevocationRequest) authentication).presented();
        Platform platform = platforms.get(presented.client());
        String token = presented.token();
        Optional<RefreshToken> refresh = RefreshToken.parse(token);
        if (refresh.isPresent()) {
            end(grants.store().findByFamily(refresh.get().hashes().family()), platform);
        } else {
            checks.check(token, setting.clock().instant()).ifPresent(ours -> revoke(ours, platform));
        }
        return authentication;
    }

    private void revoke(AccessToken token, Platform platform) {
        if (!token.platformId().equals(platform.id())) {
            return;
        }
        if (token.grantId().isPresent()) {
            end(grants.findLive(token.grantId().get()), platform);
            return;
        }
        jdbi.useTransaction(handle -> {
            if (setting.spent().spend(
                    SpentJti.Purpose.REVOKED_TOKEN, platform.id(), token.id(), token.expiresAt())) {
                setting.audit().record(AuditEvent.of(AuditEvent.Type.TOKEN_REVOKED).platform(platform.id()));
            }
        });
    }

    private void end(Optional<Grant> found, Platform platform) {
        found.filter(grant -> grant.platformId().equals(platform.id()) && !grant.ended())
                .ifPresent(grant -> jdbi.useTransaction(handle -> grants.end(grant, "revoked")));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return RevocationRequest.class.isAssignableFrom(authentication);
    }
}
