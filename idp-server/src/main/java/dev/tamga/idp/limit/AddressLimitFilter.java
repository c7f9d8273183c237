package dev.tamga.idp.limit;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.web.RetryAfter;

/**
 * What anybody can have us write, verify or look up without a session comes from one address so often and no more.
 * Who is signed in is never turned away: a trading hall shares one address.
 */
public final class AddressLimitFilter extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    // By GET, and yet a row is written or a guess is answered.
    private static final Set<String> COUNTED = Set.of("/oauth2/authorize", "/connect/logout", "/unbinding/status");

    private final Buckets buckets;
    private final SignInSessions sessions;

    public AddressLimitFilter(Buckets buckets, SignInSessions sessions) {
        this.buckets = buckets;
        this.sessions = sessions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        // Platforms' own requests: ClientLimitFilter.
        boolean byPlatforms = path.equals("/userinfo")
                || path.startsWith("/oauth2/") && !path.equals("/oauth2/authorize");
        return byPlatforms || READING.contains(request.getMethod()) && !COUNTED.contains(path);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Duration> wait = buckets.take(Sender.of(request));
        if (wait.isPresent() && sessions.current(request).isEmpty()) {
            RetryAfter.tell(wait.get(), request, response);
            response.sendError(429);
            return;
        }
        chain.doFilter(request, response);
    }
}
