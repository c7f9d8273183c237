package dev.tamga.idp.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import tools.jackson.databind.json.JsonMapper;

/** What the endpoints that platforms call themselves answer: RFC 6749 §5.2. */
public final class OauthAnswers {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OauthAnswers() {}

    /** Spring's errorResponseHandler of client authentication, token, introspection and revocation endpoint. */
    public static void failed(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        SecurityContextHolder.clearContext();
        OAuth2Error error = ((OAuth2AuthenticationException) exception).getError();
        boolean client = error.getErrorCode().equals("invalid_client");
        if (client) {
            // RFC 6749 §5.2 wants it for those who tried a header; RFC 9110 §15.5.2 for every 401.
            response.setHeader("WWW-Authenticate", "Basic realm=\"tamga\", charset=\"UTF-8\"");
        }
        response.setStatus(client ? HttpServletResponse.SC_UNAUTHORIZED : HttpServletResponse.SC_BAD_REQUEST);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error.getErrorCode());
        if (error.getDescription() != null) {
            body.put("error_description", error.getDescription());
        }
        writeJson(response, body);
    }

    /** RFC 6749 §5.2 with a description that is safe to send. */
    public static OAuth2AuthenticationException of(String code, String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
    }

    /** A JSON body; the status is the caller's. */
    public static void writeJson(HttpServletResponse response, Map<String, Object> body) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }
}
