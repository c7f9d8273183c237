package dev.tamga.idp.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.claim.RequestedClaims;
import dev.tamga.idp.grant.GrantStore.Lifetime;
import dev.tamga.idp.grant.PresentedGrant.Wish;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.TokenRules.GrantType;
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
    private final Issuing issuing;
    private final Setting setting;

    Redeemer(Jdbi jdbi, Grants grants, Issuing issuing, Setting setting) {
        this.jdbi = jdbi;
        this.grants = grants;
        this.store = grants.store();
        this.issuing = issuing;
        this.setting = setting;
    }

    /** Who makes the tokens and what goes into them. */
    record Issuing(Tokens tokens, RequestedClaims claims, Audiences audiences) {}

    record Setting(Audit audit, Ids ids, Clock clock, TokenLifetimes lifetimes) {}

    /** Update, select, event: three statements in one commit, two signatures. */
    Redemption redeem(PresentedGrant.Code presented, Platform platform) {
        byte[] codeHash = Hash.sha256(presented.code());
        RefreshToken first = RefreshToken.first(setting.ids());
        return jdbi.inTransaction(handle -> {
            Instant now = setting.clock().instant();
            Lifetime family = new Lifetime(now, now.plus(setting.lifetimes().refreshFamily()));
            boolean taken = store.redeem(codeHash, first.hashes(), presented.wish().dpopKey(), family);
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
            Optional<List<String>> audience =
                    issuing.audiences().of(grant, platform, presented.wish().resources());
            if (audience.isEmpty()) {
                grants.end(grant, "code-target");
                return new Redemption.Refused("code-target", "invalid_target");
            }
            AccessTerms terms = new AccessTerms(grant.scopes(), audience.get(), presented.wish().dpopKey());
            return granted(grant, platform, terms, new Next(first, true));
        });
    }

    private Optional<String> fault(PresentedGrant.Code presented, Grant grant, Platform platform) {
        if (!grant.platformId().equals(platform.id())) {
            return Optional.of("code-of-another-platform");
        }
        if (!setting.clock().instant().isBefore(grant.codeExpiresAt())) {
            return Optional.of("code-expired");
        }
        if (!grant.redirectUri().equals(presented.redirectUri())) {
            return Optional.of("code-redirect-uri");
        }
        // RFC 9449 §10: the row has the key of dpop_jkt, or by now the one that was proven.
        if (!grant.dpopKey().equals(presented.wish().dpopKey())) {
            return Optional.of("code-dpop-key");
        }
        boolean proven = grant.codeChallenge().equals(presented.verifier().map(Redeemer::challenge));
        return proven ? Optional.empty() : Optional.of("code-verifier");
    }

    // RFC 7636 §4.6; a verifier without a challenge is no match either.
    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hash.sha256(verifier));
    }

    /** Update, select, event: three statements in one commit, two signatures. */
    Redemption refresh(PresentedGrant.Refresh presented, Platform platform) {
        RefreshToken next = presented.token().next(setting.ids());
        return jdbi.inTransaction(handle -> {
            boolean rotated = store.rotate(
                    new GrantStore.Rotation(presented.token().hashes(), next.hashes().secret(), platform.id()),
                    presented.wish().dpopKey(), setting.clock().instant());
            Optional<Grant> found = store.findByFamily(presented.token().hashes().family());
            if (found.isEmpty()) {
                return new Redemption.Refused("refresh-unknown");
            }
            if (!rotated) {
                return refused(presented, found.get(), platform);
            }
            Redemption result = refreshed(presented.wish(), found.get(), platform, next);
            if (result instanceof Redemption.Refused) {
                // What is wrong with the wish costs nobody the token.
                handle.rollback();
            }
            return result;
        });
    }

    private Redemption refreshed(Wish wish, Grant grant, Platform platform, RefreshToken next) {
        // RFC 9449 §5: the tokens of a family that began with a key go on with a key, if not the same one.
        if (grant.dpopKey().isPresent() && wish.dpopKey().isEmpty()) {
            return new Redemption.Refused("refresh-without-proof", "invalid_dpop_proof");
        }
        // RFC 6749 §6: no scope that was not granted; the next refresh may have all of them again.
        Set<String> scopes = wish.scopes().orElse(grant.scopes());
        if (!grant.scopes().containsAll(scopes)) {
            return new Redemption.Refused("refresh-scope", "invalid_scope");
        }
        return issuing.audiences().of(grant, platform, wish.resources())
                .map(audience -> granted(
                        grant, platform, new AccessTerms(scopes, audience, wish.dpopKey()), new Next(next, false)))
                .orElse(new Redemption.Refused("refresh-target", "invalid_target"));
    }

    private Redemption refused(PresentedGrant.Refresh presented, Grant grant, Platform platform) {
        if (grant.ended()) {
            return new Redemption.Refused("refresh-ended");
        }
        boolean own = grant.platformId().equals(platform.id());
        if (store.isCurrent(presented.token().hashes())) {
            return own ? new Redemption.Refused("refresh-expired") : ended(grant, "refresh-of-another-platform");
        }
        Instant now = setting.clock().instant();
        boolean retry = own
                && grant.dpopKey().equals(presented.wish().dpopKey())
                && grant.rotatedAt().filter(at -> at.plus(REFRESH_RETRY).isAfter(now)).isPresent()
                && store.isPrevious(presented.token().hashes());
        if (retry) {
            setting.audit().record(event(AuditEvent.Type.REFRESH, grant).code("refresh-retried"));
            return new Redemption.Refused("refresh-retried");
        }
        return ended(grant, "refresh-reused");
    }

    private Redemption ended(Grant grant, String why) {
        grants.end(grant, why);
        return new Redemption.Refused(why);
    }

    /** @param first whether it is the family's first */
    private record Next(RefreshToken token, boolean first) {}

    private Redemption granted(Grant grant, Platform platform, AccessTerms terms, Next next) {
        Map<String, Object> extra = issuing.claims().forIdToken(grant.claimsRequest(), grant.keyId());
        Tokens.Issued issued =
                issuing.tokens().issue(grant, platform, terms, new Tokens.IdTokenTerms(next.first(), extra));
        setting.audit().record(event(next.first() ? AuditEvent.Type.TOKEN : AuditEvent.Type.REFRESH, grant));
        Optional<RefreshToken> refreshToken = Optional.of(next.token())
                .filter(token -> platform.tokens().allows(GrantType.REFRESH_TOKEN));
        return new Redemption.Granted(terms, issued, refreshToken);
    }

    private static AuditEvent event(AuditEvent.Type type, Grant grant) {
        return AuditEvent.of(type).subject(grant.subjectId()).platform(grant.platformId());
    }
}
