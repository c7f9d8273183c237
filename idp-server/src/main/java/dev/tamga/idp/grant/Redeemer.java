package dev.tamga.idp.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.claim.RequestedClaims;
import dev.tamga.idp.grant.GrantStore.Lifetime;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;

/**
 * Redeems codes and refresh tokens: compare-and-set first, then sign, then write, in one transaction. Of parallel
 * redemptions the database lets one through; the others wait for its row and then find it taken.
 */
final class Redeemer {
    /** A retry of a refresh whose answer was lost is refused, but does not cost the bidder the session. */
    private static final Duration REFRESH_RETRY = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final Grants grants;
    private final GrantStore store;
    private final Tokens tokens;
    private final RequestedClaims claims;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final TokenLifetimes lifetimes;

    Redeemer(Jdbi jdbi, Grants grants, Tokens tokens, RequestedClaims claims, Setting setting) {
        this.jdbi = jdbi;
        this.grants = grants;
        this.store = grants.store();
        this.tokens = tokens;
        this.claims = claims;
        this.audit = setting.audit();
        this.ids = setting.ids();
        this.clock = setting.clock();
        this.lifetimes = setting.lifetimes();
    }

    record Setting(Audit audit, Ids ids, Clock clock, TokenLifetimes lifetimes) {}

    /** What a client sends with a code (RFC 6749 §4.1.3, RFC 7636 §4.5). */
    record PresentedCode(String code, String redirectUri, Optional<String> verifier) {
        @Override
        public String toString() {
            return "PresentedCode[…]";
        }
    }

    /** Update, select, event: three statements in one commit, two signatures. */
    Redemption redeem(PresentedCode presented, Platform platform) {
        byte[] codeHash = Hash.sha256(presented.code());
        RefreshToken first = RefreshToken.first(ids);
        return jdbi.inTransaction(handle -> {
            Instant now = clock.instant();
            Lifetime family = new Lifetime(now, now.plus(lifetimes.refreshFamily()));
            boolean taken = store.redeem(codeHash, first.hashes(), family);
            Optional<Grant> found = store.findByCode(codeHash);
            if (found.isEmpty()) {
                return new Redemption.Refused("code-unknown");
            }
            Grant grant = found.get();
            Optional<String> fault = taken ? fault(presented, grant, platform) : Optional.of("code-reused");
            if (fault.isPresent()) {
                grants.end(grant, fault.get());
                return new Redemption.Refused(fault.get());
            }
            return granted(grant, platform, first, true);
        });
    }

    private Optional<String> fault(PresentedCode presented, Grant grant, Platform platform) {
        if (!grant.platformId().equals(platform.id())) {
            return Optional.of("code-of-another-platform");
        }
        if (!clock.instant().isBefore(grant.codeExpiresAt())) {
            return Optional.of("code-expired");
        }
        if (!grant.redirectUri().equals(presented.redirectUri())) {
            return Optional.of("code-redirect-uri");
        }
        boolean proven = grant.codeChallenge().equals(presented.verifier().map(Redeemer::challenge));
        return proven ? Optional.empty() : Optional.of("code-verifier");
    }

    // RFC 7636 §4.6; a verifier without a challenge is no match either.
    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hash.sha256(verifier));
    }

    /** Update, select, event: three statements in one commit, two signatures. */
    Redemption refresh(RefreshToken presented, Platform platform) {
        RefreshToken next = presented.next(ids);
        return jdbi.inTransaction(handle -> {
            boolean rotated = store.rotate(
                    presented.hashes(), next.hashes().secret(), platform.id(), clock.instant());
            Optional<Grant> found = store.findByFamily(presented.hashes().family());
            if (found.isEmpty()) {
                return new Redemption.Refused("refresh-unknown");
            }
            return rotated
                    ? granted(found.get(), platform, next, false)
                    : refused(presented, found.get(), platform);
        });
    }

    private Redemption refused(RefreshToken presented, Grant grant, Platform platform) {
        if (grant.ended()) {
            return new Redemption.Refused("refresh-ended");
        }
        boolean retry = grant.platformId().equals(platform.id())
                && grant.rotatedAt().filter(at -> at.plus(REFRESH_RETRY).isAfter(clock.instant())).isPresent()
                && store.isPrevious(presented.hashes());
        if (retry) {
            audit.record(event(AuditEvent.Type.REFRESH, grant).code("refresh-retried"));
            return new Redemption.Refused("refresh-retried");
        }
        grants.end(grant, "refresh-reused");
        return new Redemption.Refused("refresh-reused");
    }

    private Redemption granted(Grant grant, Platform platform, RefreshToken refreshToken, boolean first) {
        Map<String, Object> extra = claims.forIdToken(
                grant.claimsRequest(), Set.of(grant.scope().split(" ")), grant.keyId());
        Tokens.Issued issued = tokens.issue(grant, platform, first, extra);
        audit.record(event(first ? AuditEvent.Type.TOKEN : AuditEvent.Type.REFRESH, grant));
        return new Redemption.Granted(grant, issued, refreshToken);
    }

    private static AuditEvent event(AuditEvent.Type type, Grant grant) {
        return AuditEvent.of(type).subject(grant.subjectId()).platform(grant.platformId());
    }
}
