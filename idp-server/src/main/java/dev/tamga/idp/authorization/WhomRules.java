package dev.tamga.idp.authorization;

import java.text.ParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.tamga.idp.authorization.AuthorizationError.Target;
import dev.tamga.idp.authorization.AuthorizationParameters.Whom;
import dev.tamga.idp.claim.AskedClaims;
import dev.tamga.idp.claim.ClaimsParameter;
import dev.tamga.idp.jose.JwtForm;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

/** Reads whom a request expects and what it wants to know: id_token_hint, claims, login_hint, ui_locales. */
public final class WhomRules {
    private static final int LONGEST_TOKEN = 8192;
    private static final int LONGEST_CLAIMS = 4000;
    private static final int MOST_LOCALES = 10;
    private static final int MOST_SUBJECTS = 20;
    private static final int LONGEST_SUBJECT = 64;
    // Shown on the sign-in page: nothing that could pass for a sentence, a link or a change of direction.
    private static final Pattern HINT = Pattern.compile("[\\p{L}\\p{N}\\p{M} ._@+·（）()-]{1,60}");

    private final SigningKeys keys;
    private final Issuer issuer;

    public WhomRules(SigningKeys keys, Issuer issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /** @param claims what {@link AskedClaims#json} writes */
    record Asked(Whom whom, Optional<String> claims) {}

    Asked check(RawParameters raw, Platform platform, Target target) {
        Optional<ClaimsParameter> claims = claims(raw, target);
        if (claims.filter(sent -> !sent.isMetBy(SignInSessions.ACR)).isPresent()) {
            // OpenID Connect Core §5.5.1.1, in the words of OpenID Connect Unmet Authentication Requirements §2.
            throw AuthorizationError.to(
                    target, "unmet_authentication_requirements", "no essential acr value is " + SignInSessions.ACR);
        }
        Optional<AskedClaims> asked = claims
                .map(sent -> sent.asked(scope -> platform.scopes().contains(scope.word())))
                .filter(known -> !known.isEmpty());
        Whom whom = new Whom(subjects(raw, claims, target), loginHint(raw), locales(raw));
        return new Asked(whom, asked.map(AskedClaims::json));
    }

    private static Optional<ClaimsParameter> claims(RawParameters raw, Target target) {
        Optional<String> text = raw.find("claims");
        Optional<ClaimsParameter> parsed =
                text.filter(json -> json.length() <= LONGEST_CLAIMS).flatMap(ClaimsParameter::parse);
        if (text.isPresent() && parsed.isEmpty()) {
            throw AuthorizationError.to(target, "invalid_request",
                    "claims must be the JSON object of OpenID Connect Core, section 5.5");
        }
        return parsed;
    }

    private Optional<Set<String>> subjects(RawParameters raw, Optional<ClaimsParameter> claims, Target target) {
        Optional<Set<String>> named = claims.flatMap(ClaimsParameter::subjects);
        if (named.filter(subs -> !isReasonable(subs)).isPresent()) {
            throw AuthorizationError.to(target, "invalid_request", "claims asks for too many values of sub");
        }
        Optional<String> hinted = raw.find("id_token_hint")
                .map(token -> hinted(token, raw.required("client_id")).orElseThrow(() -> AuthorizationError.to(
                        target, "invalid_request", "id_token_hint is not an ID token that we gave this platform")));
        if (hinted.isEmpty()) {
            return named;
        }
        Set<String> both = new LinkedHashSet<>(named.orElse(Set.of(hinted.get())));
        both.retainAll(Set.of(hinted.get()));
        return Optional.of(both);
    }

    private static boolean isReasonable(Set<String> subjects) {
        return subjects.size() <= MOST_SUBJECTS && subjects.stream().allMatch(sub -> sub.length() <= LONGEST_SUBJECT);
    }

    /** The subject of an ID token of ours; one that expired is as good. */
    private Optional<String> hinted(String token, String clientId) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = JwtForm.read(token).orElseThrow(() -> new ParseException("no signed JWT", 0));
            JWTClaimsSet content = jwt.getJWTClaimsSet();
            // By its type: access and logout tokens bear our signature, too.
            boolean ours = JOSEObjectType.JWT.equals(jwt.getHeader().getType())
                    && keys.wasOurs(jwt)
                    && issuer.value().equals(content.getIssuer())
                    && List.of(clientId).equals(content.getAudience());
            return ours ? Optional.ofNullable(content.getSubject()) : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> loginHint(RawParameters raw) {
        return raw.find("login_hint").map(String::strip).filter(hint -> HINT.matcher(hint).matches());
    }

    private static List<String> locales(RawParameters raw) {
        return raw.words("ui_locales").stream()
                .limit(MOST_LOCALES)
                .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                .filter(language -> !language.isEmpty())
                .distinct()
                .toList();
    }
}
