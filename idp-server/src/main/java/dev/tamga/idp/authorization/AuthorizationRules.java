package dev.tamga.idp.authorization;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tamga.idp.authorization.AuthorizationError.Target;
import dev.tamga.idp.authorization.AuthorizationParameters.ResponseMode;
import dev.tamga.idp.authorization.AuthorizationParameters.TokenWishes;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.platform.TokenRules.GrantType;
import dev.tamga.idp.web.ErrorCode;

/** Reads the parameters of an authorization request; what comes out is valid. */
final class AuthorizationRules {
    private static final Pattern S256 = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account");
    /** What we do not take, and the error of OpenID Connect Core §3.1.2.6 that says so. */
    private static final Map<String, String> UNSUPPORTED = Map.of(
            "request", "request_not_supported",
            "request_uri", "request_uri_not_supported",
            "registration", "registration_not_supported");

    private final Platforms platforms;
    private final WhomRules whom;

    AuthorizationRules(Platforms platforms, WhomRules whom) {
        this.platforms = platforms;
        this.whom = whom;
    }

    /** @throws AuthorizationError saying what is wrong and where that may be told */
    AuthorizationParameters check(RawParameters raw) {
        Platform platform = platform(raw);
        String redirectUri = redirectUri(raw, platform);
        Target target = new Target(redirectUri, raw.readableState(), responseMode(raw));
        raw.requireSingle(target);
        requirePushed(raw, platform, target);
        requireSupported(raw, target);
        requireCode(raw, platform, target);
        List<String> scopes = scopes(raw, platform, target);
        Optional<String> nonce = raw.text("nonce", 500, target);
        Optional<String> challenge = codeChallenge(raw, target);
        requireBound(platform, challenge, nonce, target);
        WhomRules.Asked asked = whom.check(raw, platform, target);
        return new AuthorizationParameters(
                platform.id(), redirectUri, raw.text("state", RawParameters.LONGEST, target), scopes, nonce, challenge,
                target.responseMode(), prompt(raw, target), maxAge(raw, target), asked.claims(), asked.whom(),
                tokens(raw, platform, target));
    }

    private Platform platform(RawParameters raw) {
        Platform platform = platforms.find(raw.required("client_id"))
                .orElseThrow(() -> AuthorizationError.page(ErrorCode.UNKNOWN_CLIENT, "client_id names no platform"));
        if (!platform.isConnected()) {
            throw AuthorizationError.page(ErrorCode.PLATFORM_OFF, "client_id names a platform that is "
                    + platform.state().name().toLowerCase(java.util.Locale.ROOT)).of(platform);
        }
        return platform;
    }

    // RFC 9700 §2.1: exact string match, loopback included.
    private static String redirectUri(RawParameters raw, Platform platform) {
        String uri = raw.required("redirect_uri");
        if (!platform.addresses().redirectUris().contains(uri)) {
            throw AuthorizationError.page(
                    ErrorCode.INVALID_REDIRECT_URI, "redirect_uri is not registered for this platform").of(platform);
        }
        return uri;
    }

    private static ResponseMode responseMode(RawParameters raw) {
        return raw.find("response_mode").filter("form_post"::equals).isPresent()
                ? ResponseMode.FORM_POST
                : ResponseMode.QUERY;
    }

    // RFC 9126 §5
    private static void requirePushed(RawParameters raw, Platform platform, Target target) {
        if (platform.pushedAuthorizationRequests() == Platform.Demand.REQUIRED && !raw.pushed()) {
            throw AuthorizationError.to(target, "invalid_request", "this platform must push its requests (RFC 9126)");
        }
    }

    private static void requireSupported(RawParameters raw, Target target) {
        UNSUPPORTED.forEach((name, error) -> {
            if (raw.find(name).isPresent()) {
                throw AuthorizationError.to(target, error, name + " is not supported");
            }
        });
        String mode = raw.find("response_mode").orElse("query");
        if (!mode.equals("query") && !mode.equals("form_post")) {
            throw AuthorizationError.to(target, "invalid_request", "response_mode must be query or form_post");
        }
    }

    private static void requireCode(RawParameters raw, Platform platform, Target target) {
        String type = raw.find("response_type").orElseThrow(() ->
                AuthorizationError.to(target, "invalid_request", "response_type is missing"));
        if (!type.equals("code")) {
            throw AuthorizationError.to(target, "unsupported_response_type", "response_type must be code");
        }
        if (!platform.tokens().allows(GrantType.AUTHORIZATION_CODE)) {
            throw AuthorizationError.to(target, "unauthorized_client", "this platform is not registered for codes");
        }
    }

    private static List<String> scopes(RawParameters raw, Platform platform, Target target) {
        Set<String> asked = raw.words("scope");
        if (!asked.contains("openid")) {
            throw AuthorizationError.to(target, "invalid_scope", "scope must contain openid");
        }
        // OpenID Connect Core §3.1.2.1: scope values that are not understood should be ignored.
        return asked.stream().filter(platform.scopes()::contains).sorted().toList();
    }

    private static Optional<String> codeChallenge(RawParameters raw, Target target) {
        Optional<String> challenge = raw.find("code_challenge");
        if (challenge.isEmpty() && raw.find("code_challenge_method").isEmpty()) {
            return challenge;
        }
        // RFC 7636 §4.3: an absent method would mean plain, which RFC 9700 §2.1.1 rules out.
        boolean valid = raw.find("code_challenge_method").filter("S256"::equals).isPresent()
                && challenge.filter(value -> S256.matcher(value).matches()).isPresent();
        if (!valid) {
            throw AuthorizationError.to(target, "invalid_request", "code_challenge must be sent, by method S256");
        }
        return challenge;
    }

    private static void requireBound(
            Platform platform, Optional<String> challenge, Optional<String> nonce, Target target) {
        boolean bound = switch (platform.pkce()) {
            case REQUIRED -> challenge.isPresent();
            case NONCE_INSTEAD -> challenge.isPresent() || nonce.isPresent();
            case OPTIONAL -> true;
        };
        if (!bound) {
            throw AuthorizationError.to(target, "invalid_request", "code_challenge is missing (PKCE, RFC 7636)");
        }
    }

    private static Set<String> prompt(RawParameters raw, Target target) {
        Set<String> prompt = raw.words("prompt");
        boolean noneAndMore = prompt.contains("none") && prompt.size() > 1;
        if (noneAndMore || !PROMPTS.containsAll(prompt)) {
            throw AuthorizationError.to(target, "invalid_request", "prompt is not valid");
        }
        return prompt;
    }

    private static Optional<Long> maxAge(RawParameters raw, Target target) {
        Optional<String> seconds = raw.find("max_age");
        if (seconds.filter(text -> !SECONDS.matcher(text).matches()).isPresent()) {
            throw AuthorizationError.to(target, "invalid_request", "max_age must be a number of seconds");
        }
        return seconds.map(Long::valueOf);
    }

    private static TokenWishes tokens(RawParameters raw, Platform platform, Target target) {
        List<String> resources = raw.list("resource");
        if (!platform.tokens().resources().containsAll(resources)) {
            throw AuthorizationError.to(target, "invalid_target", "resource is not one of this platform's (RFC 8707)");
        }
        Optional<String> key = raw.find("dpop_jkt");
        if (key.filter(thumbprint -> !S256.matcher(thumbprint).matches()).isPresent()) {
            throw AuthorizationError.to(target, "invalid_request", "dpop_jkt must be a SHA-256 thumbprint (RFC 9449)");
        }
        return new TokenWishes(key, resources.stream().distinct().toList());
    }
}
