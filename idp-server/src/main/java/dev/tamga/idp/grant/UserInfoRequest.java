package dev.tamga.idp.grant;

import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AbstractAuthenticationToken;

import dev.tamga.idp.dpop.DpopProofs;
import dev.tamga.idp.web.FormParameters;

/**
 * A request to userinfo with its access token: RFC 6750 §2.1, §2.2 for a form, RFC 9449 §7.1. Nothing in it is verified.
 */
final class UserInfoRequest extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Scheme scheme;
    private final transient String token;
    private final transient DpopProofs.Target target;

    /** How the token is presented; the word is the scheme's name. */
    enum Scheme {
        BEARER("Bearer"),
        DPOP("DPoP"),
        /** There is none, or more than one. */
        NONE("");

        private final String word;

        Scheme(String word) {
            this.word = word;
        }
    }

    private UserInfoRequest(Scheme scheme, String token, DpopProofs.Target target) {
        super(List.of());
        this.scheme = scheme;
        this.token = token;
        this.target = target;
    }

    static UserInfoRequest of(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        List<String> form = FormParameters.of(request).list("access_token");
        DpopProofs.Target target = DpopProofs.Target.of(request);
        if (header != null && form.isEmpty()) {
            Scheme scheme = scheme(header);
            return new UserInfoRequest(scheme, header.substring(scheme.word.length()).strip(), target);
        }
        return form.size() == 1 && header == null
                ? new UserInfoRequest(Scheme.BEARER, form.getFirst(), target)
                : new UserInfoRequest(Scheme.NONE, "", target);
    }

    /** RFC 9110 §11.1: the name's case does not matter. */
    static Scheme scheme(String header) {
        for (Scheme scheme : List.of(Scheme.BEARER, Scheme.DPOP)) {
            if (header.regionMatches(true, 0, scheme.word + " ", 0, scheme.word.length() + 1)) {
                return scheme;
            }
        }
        return Scheme.NONE;
    }

    Scheme scheme() {
        return scheme;
    }

    Optional<String> token() {
        return scheme == Scheme.NONE || token.isEmpty() ? Optional.empty() : Optional.of(token);
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
