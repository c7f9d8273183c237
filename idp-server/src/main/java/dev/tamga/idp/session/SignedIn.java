package dev.tamga.idp.session;

import java.util.List;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A live sign-in session as Spring Security's authentication. */
public final class SignedIn extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient SignInSession session;

    SignedIn(SignInSession session) {
        super(List.of());
        this.session = session;
        setAuthenticated(true);
    }

    public SignInSession session() {
        return session;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return session.subjectId();
    }
}
