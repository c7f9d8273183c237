package dev.tamga.idp.authorization;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.tamga.idp.authorization.AuthorizationError.Target;
import dev.tamga.idp.authorization.AuthorizationParameters.ResponseMode;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;

/** Reads the parameters of an authorization request; what comes out is valid. */
final class AuthorizationRules {
    private static final int LONGEST = 2000;
    private static final Pattern S256 = Pattern.compile("[A-Za-z0-9_-]{43}");
    // RFC 6749 appendix A.5: state is of VSCHAR.
    private static final Pattern VSCHARS = Pattern.compile("[\\x20-\\x7e]*");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account");

    private final Platforms platforms;
    private final JsonMapper json = JsonMapper.builder().build();

    AuthorizationRules(Platforms platforms) {
        this.platforms = platforms;
    }

    /** @throws AuthorizationError saying what is wrong and where that may be told */
    AuthorizationParameters check(Map<String, String[]> raw) {
        Platform platform = platform(raw);
        String redirectUri = redirectUri(raw, platform);
        ResponseMode mode = responseMode(raw);
        // A state that is refused is not repeated either: it might not fit into a header.
        Optional<String> state = Optional.ofNullable(first(raw, "state")).filter(AuthorizationRules::isReadable);
        Target target = new Target(redirectUri, state, mode);
        requireSingle(raw, target);
        if (!"code".equals(first(raw, "response_type"))) {
            throw first(raw, "response_type") == null
                    ? AuthorizationError.to(target, "invalid_request", "response_type is missing")
                    : AuthorizationError.to(target, "unsupported_response_type", "response_type must be code");
        }
        requireSupported(raw, target);
        List<String> scopes = scopes(raw, platform, target);
        Optional<String> nonce = text(raw, "nonce", 500, target);
        Optional<String> challenge = codeChallenge(raw, target);
        requireBound(platform, challenge, nonce, target);
        return new AuthorizationParameters(platform.id(), redirectUri, text(raw, "state", LONGEST, target), scopes, nonce,
                challenge, mode, prompt(raw, target), maxAge(raw, target), claims(raw, target));
    }

    private Platform platform(Map<String, String[]> raw) {
        String id = single(raw, "client_id");
        return platforms.find(id)
                .filter(Platform::isConnected)
                .orElseThrow(() -> AuthorizationError.page("client_id names no connected platform"));
    }

    // RFC 9700 §2.1: exact string match, loopback included.
    private static String redirectUri(Map<String, String[]> raw, Platform platform) {
        String uri = single(raw, "redirect_uri");
        if (!platform.addresses().redirectUris().contains(uri)) {
            throw AuthorizationError.page("redirect_uri is not registered for this platform");
        }
        return uri;
    }

    private static String single(Map<String, String[]> raw, String name) {
        String[] values = raw.getOrDefault(name, new String[0]);
        if (values.length != 1 || values[0].isEmpty() || values[0].length() > LONGEST) {
            throw AuthorizationError.page(name + " must be sent once");
        }
        return values[0];
    }

    private static ResponseMode responseMode(Map<String, String[]> raw) {
        return "form_post".equals(first(raw, "response_mode")) ? ResponseMode.FORM_POST : ResponseMode.QUERY;
    }

    // RFC 6749 §3.1: parameters must not be included more than once.
    private static void requireSingle(Map<String, String[]> raw, Target target) {
        raw.forEach((name, values) -> {
            if (values.length != 1) {
                throw AuthorizationError.to(target, "invalid_request", "a parameter was sent more than once");
            }
        });
    }

    private static void requireSupported(Map<String, String[]> raw, Target target) {
        if (raw.containsKey("request")) {
            throw AuthorizationError.to(target, "request_not_supported", "request objects are not supported");
        }
        if (raw.containsKey("registration")) {
            throw AuthorizationError.to(target, "registration_not_supported", "registration is not supported");
        }
        String mode = first(raw, "response_mode");
        if (mode != null && !mode.equals("query") && !mode.equals("form_post")) {
            throw AuthorizationError.to(target, "invalid_request", "response_mode must be query or form_post");
        }
    }

    private static List<String> scopes(Map<String, String[]> raw, Platform platform, Target target) {
        Set<String> asked = words(raw, "scope");
        if (!asked.contains("openid")) {
            throw AuthorizationError.to(target, "invalid_scope", "scope must contain openid");
        }
        // OpenID Connect Core §3.1.2.1: scope values that are not understood should be ignored.
        return asked.stream().filter(platform.scopes()::contains).sorted().toList();
    }

    private static Optional<String> codeChallenge(Map<String, String[]> raw, Target target) {
        String challenge = first(raw, "code_challenge");
        if (challenge == null) {
            if (raw.containsKey("code_challenge_method")) {
                throw AuthorizationError.to(target, "invalid_request", "code_challenge is missing");
            }
            return Optional.empty();
        }
        // RFC 7636 §4.3: an absent method would mean plain, which RFC 9700 §2.1.1 rules out.
        if (!"S256".equals(first(raw, "code_challenge_method")) || !S256.matcher(challenge).matches()) {
            throw AuthorizationError.to(target, "invalid_request", "code_challenge_method must be S256");
        }
        return Optional.of(challenge);
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

    private static Set<String> prompt(Map<String, String[]> raw, Target target) {
        Set<String> prompt = words(raw, "prompt");
        boolean noneAndMore = prompt.contains("none") && prompt.size() > 1;
        if (noneAndMore || !PROMPTS.containsAll(prompt)) {
            throw AuthorizationError.to(target, "invalid_request", "prompt is not valid");
        }
        return prompt;
    }

    private static Optional<Long> maxAge(Map<String, String[]> raw, Target target) {
        String seconds = first(raw, "max_age");
        if (seconds == null) {
            return Optional.empty();
        }
        if (!SECONDS.matcher(seconds).matches()) {
            throw AuthorizationError.to(target, "invalid_request", "max_age must be a number of seconds");
        }
        return Optional.of(Long.valueOf(seconds));
    }

    private Optional<String> claims(Map<String, String[]> raw, Target target) {
        Optional<String> claims = text(raw, "claims", LONGEST, target);
        try {
            if (claims.isPresent() && !json.readTree(claims.get()).isObject()) {
                throw AuthorizationError.to(target, "invalid_request", "claims must be a JSON object");
            }
        } catch (JacksonException e) {
            throw AuthorizationError.to(target, "invalid_request", "claims must be a JSON object");
        }
        return claims;
    }

    private static boolean isReadable(String state) {
        return state.length() <= LONGEST && VSCHARS.matcher(state).matches();
    }

    private static Optional<String> text(Map<String, String[]> raw, String name, int longest, Target target) {
        Optional<String> value = Optional.ofNullable(first(raw, name));
        if (value.filter(text -> text.length() > longest || !VSCHARS.matcher(text).matches()).isPresent()) {
            throw AuthorizationError.to(target, "invalid_request",
                    name + " is longer than " + longest + " characters or holds others than printable ASCII");
        }
        return value;
    }

    private static Set<String> words(Map<String, String[]> raw, String name) {
        String value = first(raw, name);
        return value == null ? Set.of() : new LinkedHashSet<>(Arrays.asList(value.trim().split(" +")));
    }

    // RFC 6749 §3.1: a parameter without a value counts as omitted.
    private static String first(Map<String, String[]> raw, String name) {
        String[] values = raw.get(name);
        return values == null || values.length == 0 || values[0].isEmpty() ? null : values[0];
    }
}
