package dev.tamga.idp.authorization;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.security.authentication.AbstractAuthenticationToken;

import dev.tamga.idp.session.SignInSession;

/** A request to the authorization endpoint, unchecked, in the shape that Spring's filter passes to a provider. */
public final class AuthorizationAttempt extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Map<String, String[]> parameters;
    private final transient byte[] browserHash;
    private final transient Optional<SignInSession> session;

    AuthorizationAttempt(Map<String, String[]> parameters, byte[] browserHash, Optional<SignInSession> session) {
        super(List.of());
        this.parameters = parameters;
        this.browserHash = browserHash;
        this.session = session;
    }

    public Map<String, String[]> parameters() {
        return parameters;
    }

    public byte[] browserHash() {
        return browserHash;
    }

    public Optional<SignInSession> session() {
        return session;
    }

    /** The id of a request that is being resumed; RFC 9126 §4 names it by a URN. */
    public Optional<String> resumes() {
        String[] values = parameters.get("request_uri");
        if (values == null) {
            return Optional.empty();
        }
        if (values.length != 1 || !values[0].startsWith(PendingRequest.URN)) {
            throw AuthorizationError.page("request_uri is not one of ours");
        }
        return Optional.of(values[0].substring(PendingRequest.URN.length()));
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
