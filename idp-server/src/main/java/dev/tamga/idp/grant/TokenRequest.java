package dev.tamga.idp.grant;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

import dev.tamga.idp.dpop.DpopProofs;
import dev.tamga.idp.platform.TokenRules.GrantType;
import dev.tamga.idp.web.FormParameters;

/**
 * A request to the token endpoint, unchecked, in the shape that Spring's filter passes to a provider. Client
 * authentication stands before; that refuses duplicate parameters, too.
 */
final class TokenRequest extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Optional<Authentication> client;
    private final transient GrantType grantType;
    private final transient FormParameters form;
    private final transient DpopProofs.Target target;

    private TokenRequest(
            Optional<Authentication> client, GrantType grantType, FormParameters form, DpopProofs.Target target) {
        super(List.of());
        this.client = client;
        this.grantType = grantType;
        this.form = form;
        this.target = target;
    }

    /** Spring's accessTokenRequestConverter: null for a grant type that is not supported. */
    static Authentication of(HttpServletRequest request) {
        FormParameters form = FormParameters.of(request);
        return form.find("grant_type")
                .flatMap(word -> Arrays.stream(GrantType.values()).filter(type -> type.word().equals(word)).findFirst())
                .map(type -> new TokenRequest(authenticated(), type, form, DpopProofs.Target.of(request)))
                .orElse(null);
    }

    /** Who authenticated, if anybody did. */
    static Optional<Authentication> authenticated() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication());
    }

    Optional<Authentication> client() {
        return client;
    }

    GrantType grantType() {
        return grantType;
    }

    Optional<String> find(String parameter) {
        return form.find(parameter);
    }

    /** RFC 6749 §3.3; empty where the request names none. */
    Optional<Set<String>> scopes() {
        return form.find("scope").map(scope -> Set.copyOf(Arrays.asList(scope.strip().split(" +"))));
    }

    /** RFC 8707 §2: one parameter for each. */
    List<String> resources() {
        return form.list("resource").stream().distinct().toList();
    }

    DpopProofs.Target target() {
        return target;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return "";
    }
}
