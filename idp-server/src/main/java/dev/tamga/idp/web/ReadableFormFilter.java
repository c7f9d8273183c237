package dev.tamga.idp.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A form that is too large, has too many fields or cannot be decoded is refused before anybody asks for a field of it:
 * behind this filter that asking fails is a fault of ours.
 */
public final class ReadableFormFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        if (type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            try {
                request.getParameterMap();
            } catch (InvalidParameterException e) {
                response.sendError(e.getErrorCode());
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
