package dev.tamga.idp.grant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

import dev.tamga.idp.dpop.DpopProofs;

/** What userinfo answers where it refuses: the challenges of RFC 6750 §3 and RFC 9449 §7.1. */
final class UserInfoErrors {
    private static final String ALGORITHMS = "algs=\"" + String.join(" ", DpopProofs.ALGORITHMS) + "\"";

    private UserInfoErrors() {}

    static void failed(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
        if (exception.getCause() instanceof RuntimeException fault) {
            throw fault;
        }
        OAuth2Error error = ((OAuth2AuthenticationException) exception).getError();
        // The framework makes an error of any fault on the way here, with the fault's own words and an address; ours have none.
        if (error.getUri() != null) {
            throw new IllegalStateException(error.getDescription());
        }
        String header = request.getHeader("Authorization");
        if (header == null && request.getParameter("access_token") == null) {
            response.addHeader("WWW-Authenticate", "Bearer");
            response.addHeader("WWW-Authenticate", "DPoP " + ALGORITHMS);
        } else if (header != null && UserInfoRequest.scheme(header) == UserInfoRequest.Scheme.DPOP) {
            response.addHeader("WWW-Authenticate", "DPoP " + told(error) + ", " + ALGORITHMS);
        } else {
            response.addHeader("WWW-Authenticate", "Bearer " + told(error));
            response.addHeader("WWW-Authenticate", "DPoP " + ALGORITHMS);
        }
        boolean scope = error.getErrorCode().equals("insufficient_scope");
        response.setStatus(scope ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_UNAUTHORIZED);
    }

    // Descriptions are our own texts without quotes.
    private static String told(OAuth2Error error) {
        return "error=\"" + error.getErrorCode() + "\", error_description=\"" + error.getDescription() + "\"";
    }
}
