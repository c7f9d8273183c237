package dev.tamga.idp.wiring;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.tamga.idp.signingkey.SigningKeys;

/**
 * Discovery and the JWK set: anybody may cache them for 5 minutes (a key rotation waits twice as long), and a script of
 * any site may read them, without credentials. Nothing else here is for scripts of other sites: platforms have servers.
 */
final class PublicDocuments extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "public, max-age=" + SigningKeys.JWKS_MAX_AGE.toSeconds());
        response.setHeader("Access-Control-Allow-Origin", "*");
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return !path.equals("/oauth2/jwks") && !path.startsWith("/.well-known/");
    }
}
