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
    private final transient Optional<byte[]> browserHash;
    private final transient Optional<SignInSession> session;

    private AuthorizationAttempt(
            Map<String, String[]> parameters, Optional<byte[]> browserHash, Optional<SignInSession> session) {
        super(List.of());
        this.parameters = parameters;
        this.browserHash = browserHash;
        this.session = session;
    }

    static AuthorizationAttempt of(
            Map<String, String[]> parameters, byte[] browserHash, Optional<SignInSession> session) {
        return new AuthorizationAttempt(parameters, Optional.of(browserHash), session);
    }

    /** By POST: a browser sends no cookie with a form of another site, so nothing is known of it yet. */
    static AuthorizationAttempt posted(Map<String, String[]> parameters) {
        return new AuthorizationAttempt(parameters, Optional.empty(), Optional.empty());
    }

    public Map<String, String[]> parameters() {
        return parameters;
    }

    /** Empty for a request that was posted. */
    public Optional<byte[]> browserHash() {
        return browserHash;
    }

    public Optional<SignInSession> session() {
        return session;
    }

    /**
     * The request that is presented by its name: pushed (RFC 9126 §4) or one of this browser's own. Any other
     * request_uri is a parameter that we do not support.
     */
    public Optional<RequestUri> requestUri() {
        return RequestUri.find(new RawParameters(parameters, false));
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
