package dev.tamga.idp.authorization;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

import dev.tamga.idp.authorization.AuthorizationError.Target;
import dev.tamga.idp.authorization.AuthorizationParameters.ResponseMode;
import dev.tamga.idp.web.Issuer;
import dev.tamga.idp.web.LanguageCookie;

/** Writes what the authorization endpoint answers: the next page here, or a response to the platform (RFC 6749 §4.1.2). */
public final class AuthorizationResponses {
    /** Request attributes for the form_post page. */
    public static final String FORM_ACTION = "tamga.form-post.action";
    public static final String FORM_FIELDS = "tamga.form-post.fields";

    static final String TURNED_AWAY = "/sign-in/turned-away";

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationResponses.class);

    private final Issuer issuer;

    public AuthorizationResponses(Issuer issuer) {
        this.issuer = issuer;
    }

    /** Spring's authorizationResponseHandler. */
    public void next(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        switch (((AuthorizationOutcome) authentication).step()) {
            case AuthorizationOutcome.Present present -> see(response, present.uri().path());
            case AuthorizationOutcome.SignIn signIn -> page("/sign-in", signIn.request(), request, response);
            case AuthorizationOutcome.TurnedAway away -> page(TURNED_AWAY, away.request(), request, response);
            case AuthorizationOutcome.AskConsent ask -> page("/consent", ask.request(), request, response);
            case AuthorizationOutcome.Code code ->
                send(Target.of(code.parameters()), Map.of("code", code.code()), request, response);
        }
    }

    private static void page(
            String path, PendingRequest pending, HttpServletRequest request, HttpServletResponse response) {
        LanguageCookie.wish(pending.parameters().whom().locales(), request, response);
        see(response, path + "?request=" + pending.id());
    }

    /** Spring's errorResponseHandler. */
    public void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
        if (exception instanceof AuthorizationError error) {
            // Our own words alone: they repeat nothing that was sent.
            LOG.info("authorization request refused: {}", error.getMessage());
            if (error.target().isPresent()) {
                sendError(error, request, response);
                return;
            }
            error.page().describe(request);
            error.contact().ifPresent(contact -> contact.describe(request));
        }
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }

    /** Sends an error to the platform. */
    public void sendError(AuthorizationError error, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("error", error.getError().getErrorCode());
        fields.put("error_description", error.getError().getDescription());
        send(error.target().orElseThrow(), fields, request, response);
    }

    private void send(
            Target target, Map<String, String> answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Map<String, String> fields = new LinkedHashMap<>(answer);
        target.state().ifPresent(state -> fields.put("state", state));
        // RFC 9207 §2: in every response, errors included.
        fields.put("iss", issuer.value());
        if (target.responseMode() == ResponseMode.FORM_POST) {
            request.setAttribute(FORM_ACTION, target.redirectUri());
            request.setAttribute(FORM_FIELDS, fields);
            request.getRequestDispatcher("/oauth2/form-post").forward(request, response);
            return;
        }
        see(response, withQuery(target.redirectUri(), fields));
    }

    // RFC 6749 §3.1.2: a query that the redirect URI already has is retained.
    private static String withQuery(String uri, Map<String, String> fields) {
        StringBuilder address = new StringBuilder(uri);
        char separator = uri.indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, String> field : fields.entrySet()) {
            address.append(separator).append(field.getKey()).append('=')
                    .append(URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return address.toString();
    }

    // 303, never 307: the browser must not repeat a POST elsewhere (RFC 9700 §4.12).
    private static void see(HttpServletResponse response, String location) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", location);
    }
}
