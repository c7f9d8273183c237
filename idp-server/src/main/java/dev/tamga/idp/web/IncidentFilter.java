package dev.tamga.idp.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.secret.Ids;

/**
 * Gives each request its incident number: on error pages, in logs and in the audit. It is ours, never the client's, and
 * the error page of a request has the number of that request.
 */
public final class IncidentFilter extends OncePerRequestFilter {
    private static final String ATTRIBUTE = IncidentFilter.class.getName();

    private final Ids ids;

    public IncidentFilter(Ids ids) {
        this.ids = ids;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(ATTRIBUTE) == null) {
            request.setAttribute(ATTRIBUTE, ids.incident());
        }
        MDC.put(Audit.INCIDENT, of(request));
        MDC.put(Audit.ADDRESS, request.getRemoteAddr());
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(Audit.INCIDENT);
            MDC.remove(Audit.ADDRESS);
        }
    }

    /** Ten base32 characters; empty for a request that never passed the filter. */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String incident ? incident : "";
    }
}
