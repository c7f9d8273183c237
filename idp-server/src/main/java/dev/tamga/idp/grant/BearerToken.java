package dev.tamga.idp.grant;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** An access token as a request to userinfo carries it (RFC 6750 §2.1; §2.2 for a form). Nothing in it is verified. */
final class BearerToken extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 8192;

    private final String value;

    private BearerToken(String value) {
        super(List.of());
        this.value = value;
    }

    /** Empty where the request carries none, or more than one. */
    static BearerToken of(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        boolean bearer = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
        String[] form = request.getMethod().equals("POST") ? request.getParameterValues("access_token") : null;
        if (bearer && form == null) {
            return new BearerToken(limited(header.substring(7).strip()));
        }
        return new BearerToken(form != null && form.length == 1 && header == null ? limited(form[0]) : "");
    }

    private static String limited(String token) {
        return token.length() <= LONGEST ? token : "";
    }

    String value() {
        return value;
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
