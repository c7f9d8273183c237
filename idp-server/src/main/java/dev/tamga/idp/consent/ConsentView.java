package dev.tamga.idp.consent;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.context.MessageSource;
import org.springframework.ui.Model;

import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.ca.verification.CaEntry;
import dev.tamga.idp.authorization.AuthorizationError;
import dev.tamga.idp.authorization.PendingRequest;
import dev.tamga.idp.claim.Claim;
import dev.tamga.idp.claim.ClaimSource;
import dev.tamga.idp.claim.ClaimSources;
import dev.tamga.idp.claim.Scope;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.web.ErrorCode;

/** Fills the consent page with exactly the claims that the platform would get. */
public final class ConsentView {
    private final Platforms platforms;
    private final ClaimSources sources;
    private final CaDirectory cas;
    private final MessageSource messages;
    private final ZoneId zone;

    public ConsentView(
            Platforms platforms, ClaimSources sources, CaDirectory cas, MessageSource messages, ZoneId zone) {
        this.platforms = platforms;
        this.sources = sources;
        this.cas = cas;
        this.messages = messages;
        this.zone = zone;
    }

    /**
     * Who asks.
     *
     * @param host of the registered address that the answer goes to
     * @param operator null where none is on record; so is {@code phone}
     */
    public record Asking(String name, String host, String operator, String phone) {}

    /** Who is asked. */
    public record Holder(String name, String keyNumber, String caName) {}

    /** @param value null where it is unknown: shown as 「—」, and the claim is omitted */
    public record ShownClaim(String labelKey, String value) {}

    public record ShownScope(String id, String labelKey, List<ShownClaim> claims) {}

    void fill(Model model, PendingRequest request, SignInSession session, Locale locale) {
        Platform platform = platforms.find(request.parameters().clientId())
                .orElseThrow(() -> AuthorizationError.page(
                        ErrorCode.UNKNOWN_CLIENT, "client_id names no connected platform"));
        ClaimSource source = sources.find(session.keyId())
                .orElseThrow(() -> AuthorizationError.page("the key is not bound any more"));
        String host = URI.create(request.parameters().redirectUri()).getAuthority();
        model.addAttribute("platform", new Asking(
                platform.name(locale), host, platform.operator().orElse(null), platform.supportPhone().orElse(null)));
        model.addAttribute("holder", new Holder(session.subjectName(), session.keyNumber(), caName(session, locale)));
        model.addAttribute("request", request.id());
        model.addAttribute("platformId", platform.id());
        model.addAttribute("scopes", List.of(Scope.values()).stream()
                .filter(scope -> request.parameters().scopes().contains(scope.word()))
                .map(scope -> shown(scope, source, locale))
                .toList());
        model.addAttribute("single", request.parameters().asked().beyond(request.parameters().scopes()).stream()
                .map(claim -> shown(claim, source, locale))
                .toList());
    }

    private String caName(SignInSession session, Locale locale) {
        return cas.find(session.ca()).map(CaEntry::name)
                .map(names -> names.getOrDefault(locale.getLanguage().equals("en") ? "en" : "zh-CN", names.get("zh-CN")))
                .orElse(session.ca().value());
    }

    private ShownScope shown(Scope scope, ClaimSource source, Locale locale) {
        List<ShownClaim> claims = Claim.of(scope).stream()
                .map(claim -> shown(claim, source, locale))
                .toList();
        return new ShownScope(scope.word(), "scope." + scope.word(), claims);
    }

    private ShownClaim shown(Claim claim, ClaimSource source, Locale locale) {
        return new ShownClaim(
                "claim." + claim.word(), claim.value(source).map(value -> text(claim, value, locale)).orElse(null));
    }

    private String text(Claim claim, Object value, Locale locale) {
        return switch (claim) {
            // Printed 8-1, as on the certificate of the organisation code.
            case ORGANIZATION_CODE -> value.toString().substring(0, 8) + "-" + value.toString().substring(8);
            case UPDATED_AT -> LocalDate.ofInstant(Instant.ofEpochSecond((Long) value), zone).toString();
            case REGISTERED_CAPITAL -> ((BigDecimal) value).stripTrailingZeros().toPlainString();
            case SUBJECT_KIND, KEY_ROLE, PHONE_NUMBER_VERIFIED -> word(claim, value, locale);
            case SUBJECT_TYPES -> ((Collection<?>) value).stream()
                    .map(type -> word(claim, type, locale))
                    .collect(Collectors.joining(locale.getLanguage().equals("en") ? ", " : "、"));
            case ADDRESS -> ((Map<?, ?>) value).get("formatted").toString();
            default -> value.toString();
        };
    }

    private String word(Claim claim, Object value, Locale locale) {
        return messages.getMessage("claim." + claim.word() + "." + value, null, value.toString(), locale);
    }
}
