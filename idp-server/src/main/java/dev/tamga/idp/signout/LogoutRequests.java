package dev.tamga.idp.signout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import dev.tamga.idp.authorization.AuthorizationError;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.ErrorCode;
import dev.tamga.idp.web.Issuer;

/**
 * Reads and checks logout requests (RP-Initiated Logout §2). A wrong one ends on an error page, never with a redirect.
 */
public final class LogoutRequests {
    private static final int LONGEST = 8192;
    // It goes back in a header.
    private static final int LONGEST_STATE = 2000;
    // logout_hint is read to refuse a second one, and not used: the session itself says who is to be signed out.
    private static final List<String> NAMES = List.of(
            "id_token_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales", "logout_hint");

    private final Platforms platforms;
    private final SigningKeys keys;
    private final Issuer issuer;

    public LogoutRequests(Platforms platforms, SigningKeys keys, Issuer issuer) {
        this.platforms = platforms;
        this.keys = keys;
        this.issuer = issuer;
    }

    /** @throws AuthorizationError without a target */
    LogoutRequest read(HttpServletRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        NAMES.forEach(name -> single(request, name).ifPresent(value -> parameters.put(name, value)));
        Optional<LogoutHint> hint = Optional.ofNullable(parameters.get("id_token_hint")).map(this::hint);
        Optional<String> clientId = Optional.ofNullable(parameters.get("client_id"));
        if (hint.isPresent() && clientId.isPresent() && !hint.get().platformId().equals(clientId.get())) {
            throw AuthorizationError.page("id_token_hint was issued to another client_id");
        }
        Optional<Platform> platform =
                hint.map(LogoutHint::platformId).or(() -> clientId).flatMap(platforms::find);
        if (clientId.isPresent() && platform.isEmpty()) {
            throw AuthorizationError.page(ErrorCode.UNKNOWN_CLIENT, "client_id names no platform");
        }
        Optional<String> target = Optional.ofNullable(parameters.get("post_logout_redirect_uri"));
        target.ifPresent(address -> checkRegistered(address, platform));
        return new LogoutRequest(hint, target, parameters);
    }

    private LogoutHint hint(String token) {
        return LogoutHint.read(token, keys, issuer)
                .orElseThrow(() -> AuthorizationError.page("id_token_hint is not an ID token of ours"));
    }

    private static void checkRegistered(String target, Optional<Platform> platform) {
        // Not "wrong address": the platform's engineers would look for a fault in a registration that has none.
        Platform known = platform.orElseThrow(() -> AuthorizationError.page(
                "post_logout_redirect_uri needs an id_token_hint or client_id of a registered platform"));
        if (!known.addresses().postLogoutRedirectUris().contains(target)) {
            throw AuthorizationError.page(
                    ErrorCode.INVALID_REDIRECT_URI, "post_logout_redirect_uri is not registered for this platform");
        }
    }

    private static Optional<String> single(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values == null || values.length == 1 && values[0].isEmpty()) {
            return Optional.empty();
        }
        boolean state = name.equals("state");
        if (values.length > 1 || values[0].length() > (state ? LONGEST_STATE : LONGEST)) {
            throw AuthorizationError.page(name + " must be sent at most once");
        }
        return Optional.of(values[0]);
    }
}
