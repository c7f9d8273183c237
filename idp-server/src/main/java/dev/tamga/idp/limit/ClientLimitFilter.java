package dev.tamga.idp.limit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.tamga.idp.web.RetryAfter;

/**
 * Failed client authentication, by address and the platform that is claimed: whoever guesses at one platform's
 * secret locks out neither that platform, which is elsewhere, nor others behind the same address. What succeeds is
 * not counted: a platform with many bidders asks often.
 */
public final class ClientLimitFilter extends OncePerRequestFilter {
    private static final Set<String> AUTHENTICATED = Set.of(
            "/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke");
    private static final String NOBODY = "?";

    private final Buckets failures;
    private final Predicate<String> isPlatform;

    /** @param isPlatform whether there is one with this client_id; from memory */
    public ClientLimitFilter(Buckets failures, Predicate<String> isPlatform) {
        this.failures = failures;
        this.isPlatform = isPlatform;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !AUTHENTICATED.contains(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String name = Sender.of(request) + " " + claimed(request).filter(isPlatform).orElse(NOBODY);
        Optional<Duration> wait = failures.look(name);
        if (wait.isPresent()) {
            RetryAfter.tell(wait.get(), request, response);
            response.sendError(429);
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            failures.take(name);
        }
    }

    /** Unverified. */
    private static Optional<String> claimed(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return basic(header.substring(6).strip());
        }
        return Optional.ofNullable(request.getParameter("client_id"));
    }

    private static Optional<String> basic(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return Optional.of(pair.substring(0, Math.max(0, pair.indexOf(':'))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
