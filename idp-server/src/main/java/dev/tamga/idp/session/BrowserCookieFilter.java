package dev.tamga.idp.session;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sets the browser cookie on the first page; what carries no browser state is left alone. So is a POST: it may come from
 * another site, without the cookie that the browser has, and a new one would end what the browser is in the middle of.
 */
public final class BrowserCookieFilter extends OncePerRequestFilter {
    private final BrowserCookie browsers;
    private final RequestMatcher pages;

    public BrowserCookieFilter(BrowserCookie browsers, RequestMatcher pages) {
        this.browsers = browsers;
        this.pages = pages;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getMethod().equals("POST") || !pages.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        browsers.ensure(request, response);
        chain.doFilter(request, response);
    }
}
