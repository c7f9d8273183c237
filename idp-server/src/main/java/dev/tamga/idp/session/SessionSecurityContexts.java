package dev.tamga.idp.session;

import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/** Lets Spring Security read our sessions; it never writes one. */
public final class SessionSecurityContexts implements SecurityContextRepository {
    private final SignInSessions sessions;

    public SessionSecurityContexts(SignInSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        // Deferred: a request for a style sheet or a token reads no session.
        Supplier<SecurityContext> load = () -> load(request);
        return new Loading(load);
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return load(holder.getRequest());
    }

    private SecurityContext load(HttpServletRequest request) {
        SecurityContextImpl context = new SecurityContextImpl();
        sessions.current(request).map(SignedIn::new).ifPresent(context::setAuthentication);
        return context;
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // A session begins with a verified signature alone, see SignInSessions.start.
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        // The framework asks whether it has to begin a session: never. Looking would be use of the session, also by a request
        // for a style sheet.
        return true;
    }

    private static final class Loading implements DeferredSecurityContext {
        private final Supplier<SecurityContext> load;
        private SecurityContext loaded;

        Loading(Supplier<SecurityContext> load) {
            this.load = load;
        }

        @Override
        public SecurityContext get() {
            if (loaded == null) {
                loaded = load.get();
            }
            return loaded;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
