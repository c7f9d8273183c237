package dev.tamga.idp.grant;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.platform.Platform;

/** RFC 6749 §4.4: a platform's token in its own name, for calls from platform to platform. No refresh token. */
final class ServiceTokens {
    private final Tokens tokens;
    private final Audiences audiences;
    private final Audit audit;

    ServiceTokens(Tokens tokens, Audiences audiences, Audit audit) {
        this.tokens = tokens;
        this.audiences = audiences;
        this.audit = audit;
    }

    /** One statement, one signature; tokens that are asked for at once share a commit. Without scopes in the wish: all that the platform may have. */
    Redemption issue(PresentedGrant.Wish wish, Platform platform) {
        Set<String> scopes = wish.scopes().orElse(platform.tokens().serviceScopes());
        if (!platform.tokens().serviceScopes().containsAll(scopes)) {
            return new Redemption.Refused("service-scope", "invalid_scope");
        }
        Optional<List<String>> audience = audiences.of(platform, wish.resources());
        if (audience.isEmpty()) {
            return new Redemption.Refused("service-target", "invalid_target");
        }
        AccessTerms terms = new AccessTerms(scopes, audience.get(), wish.dpopKey());
        Tokens.Issued issued = tokens.issue(platform, terms);
        audit.recordAlone(AuditEvent.of(AuditEvent.Type.SERVICE_TOKEN).platform(platform.id())
                .detail("scope " + AccessTerms.joined(scopes) + ", for " + String.join(" ", terms.audience())));
        return new Redemption.Granted(terms, issued, Optional.empty());
    }
}
