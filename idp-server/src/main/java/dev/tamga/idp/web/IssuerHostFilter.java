package dev.tamga.idp.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends a page that was asked for under another name to the issuer's: cookies and challenges belong to that origin alone.
 * A form under another name is refused (RFC 9110 §15.5.20): nothing of ours posts there.
 */
public final class IssuerHostFilter extends OncePerRequestFilter {
    private static final int MISDIRECTED_REQUEST = 421;

    private final Issuer issuer;
    private final RequestMatcher pages;

    public IssuerHostFilter(Issuer issuer, RequestMatcher pages) {
        this.issuer = issuer;
        this.pages = pages;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !pages.matches(request) || issuer.uri().getAuthority().equalsIgnoreCase(request.getHeader("Host"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setStatus(MISDIRECTED_REQUEST);
            return;
        }
        String query = request.getQueryString();
        String path = request.getRequestURI() + (query == null ? "" : "?" + query);
        // Joined to a fixed origin, so that a path of two slashes leads nowhere else.
        new SeeOther(issuer.url(path)).render(null, request, response);
    }
}
