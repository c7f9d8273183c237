package dev.tamga.idp.signout;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import dev.tamga.idp.authorization.AuthorizationError;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

/**
 * A checked logout request (RP-Initiated Logout §2).
 *
 * @param target where the bidder goes afterwards: an address registered by the platform, compared as an exact string
 */
record LogoutRequest(
        Optional<LogoutHint> hint, Optional<String> target, Optional<String> state, Map<String, String> parameters) {
    private static final int LONGEST = 8192;
    // It goes back in a header.
    private static final int LONGEST_STATE = 2000;

    /** @throws AuthorizationError without a target: a wrong request ends on an error page */
    static LogoutRequest read(HttpServletRequest request, Platforms platforms, SigningKeys keys, Issuer issuer) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : new String[] {"id_token_hint", "client_id", "post_logout_redirect_uri", "state"}) {
            single(request, name).ifPresent(value -> parameters.put(name, value));
        }
        Optional<LogoutHint> hint = Optional.ofNullable(parameters.get("id_token_hint"))
                .map(token -> LogoutHint.read(token, keys, issuer)
                        .orElseThrow(() -> AuthorizationError.page("id_token_hint is not an ID token of ours")));
        Optional<String> clientId = Optional.ofNullable(parameters.get("client_id"));
        if (hint.isPresent() && clientId.isPresent() && !hint.get().platformId().equals(clientId.get())) {
            throw AuthorizationError.page("id_token_hint was issued to another client_id");
        }
        Optional<Platform> platform =
                hint.map(LogoutHint::platformId).or(() -> clientId).flatMap(platforms::find);
        if (clientId.isPresent() && platform.isEmpty()) {
            throw AuthorizationError.page("client_id names no platform");
        }
        Optional<String> target = Optional.ofNullable(parameters.get("post_logout_redirect_uri"));
        boolean registered = target.isEmpty() || platform
                .filter(known -> known.addresses().postLogoutRedirectUris().contains(target.get()))
                .isPresent();
        if (!registered) {
            throw AuthorizationError.page("post_logout_redirect_uri is not registered for this platform");
        }
        return new LogoutRequest(hint, target, Optional.ofNullable(parameters.get("state")), parameters);
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
