package dev.tamga.idp.platform;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.authentication.AuthenticationConverter;

import dev.tamga.idp.platform.Platform.ClientAuthentication;
import dev.tamga.idp.platform.PresentedCredentials.Assertion;
import dev.tamga.idp.platform.PresentedCredentials.Credential;
import dev.tamga.idp.platform.PresentedCredentials.Secret;
import dev.tamga.idp.platform.PresentedCredentials.Unusable;
import dev.tamga.idp.web.FormParameters;

/**
 * Reads client credentials. It takes the place of the framework's converters, of which the first that finds something
 * wins, so that a request by two methods would pass (RFC 6749 §2.3 forbids it).
 */
public final class CredentialsConverter implements AuthenticationConverter {
    static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final int LONGEST = 1000;

    /** Null where there are none, as Spring's filter expects it: the endpoint then refuses. */
    @Override
    public Authentication convert(HttpServletRequest request) {
        FormParameters form = FormParameters.of(request);
        // RFC 8707 §2 repeats resource; what else is repeated is refused by the endpoint, these by everyone.
        if (form.hasDuplicates(Set.of("resource"))) {
            throw invalid("a parameter was sent more than once");
        }
        List<Credential> presented = new ArrayList<>();
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.size() > 1) {
            throw invalid("more than one Authorization header");
        }
        headers.forEach(header -> presented.add(basic(header, form)));
        form.find("client_secret").ifPresent(secret -> presented.add(post(form, secret)));
        if (form.find("client_assertion").isPresent() || form.find("client_assertion_type").isPresent()) {
            presented.add(assertion(form));
        }
        if (presented.size() > 1) {
            throw invalid("more than one method of client authentication");
        }
        return presented.isEmpty() ? null : new PresentedCredentials(presented.getFirst());
    }

    private static Credential basic(String header, FormParameters form) {
        if (!header.regionMatches(true, 0, "Basic ", 0, 6) || header.length() > LONGEST) {
            return new Unusable();
        }
        Optional<String> pair = decode(header.substring(6).strip());
        int colon = pair.map(text -> text.indexOf(':')).orElse(-1);
        if (colon < 1) {
            return new Unusable();
        }
        try {
            // RFC 6749 §2.3.1: both halves are form-urlencoded before they are joined.
            String id = URLDecoder.decode(pair.get().substring(0, colon), StandardCharsets.UTF_8);
            String secret = URLDecoder.decode(pair.get().substring(colon + 1), StandardCharsets.UTF_8);
            boolean another = form.find("client_id").filter(named -> !named.equals(id)).isPresent();
            return another ? new Unusable() : new Secret(ClientAuthentication.CLIENT_SECRET_BASIC, id, secret);
        } catch (IllegalArgumentException e) {
            return new Unusable();
        }
    }

    private static Optional<String> decode(String base64) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64))).toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Credential post(FormParameters form, String secret) {
        return form.find("client_id")
                .filter(id -> secret.length() <= LONGEST)
                .<Credential>map(id -> new Secret(ClientAuthentication.CLIENT_SECRET_POST, id, secret))
                .orElse(new Unusable());
    }

    private static Credential assertion(FormParameters form) {
        return form.find("client_assertion_type")
                .filter(ASSERTION_TYPE::equals)
                .flatMap(type -> form.find("client_assertion"))
                .<Credential>map(jwt -> new Assertion(jwt, form.find("client_id")))
                .orElse(new Unusable());
    }

    private static OAuth2AuthenticationException invalid(String description) {
        return new OAuth2AuthenticationException(new OAuth2Error("invalid_request", description, null));
    }
}
