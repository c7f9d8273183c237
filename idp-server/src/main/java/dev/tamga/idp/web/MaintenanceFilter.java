package dev.tamga.idp.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * While operations keep the file {@code <data>/maintenance}, every page and endpoint answers 503 with Retry-After and says
 * why; style sheets, scripts and help stay. A file, so that it can be there before the server is, and while the database is away.
 */
public final class MaintenanceFilter extends OncePerRequestFilter {
    private static final Duration RETRY_AFTER = Duration.ofMinutes(5);
    private static final String[] STAYING = {"/css/", "/js/", "/images/", "/help", "/accessibility", "/privacy"};

    private final Path file;

    /** @param file that need not exist */
    public MaintenanceFilter(Path file) {
        this.file = file;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Files.exists(file) || stays(request.getRequestURI());
    }

    private static boolean stays(String path) {
        for (String beginning : STAYING) {
            if (path.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ErrorCode.MAINTENANCE.describe(request);
        response.setHeader("Retry-After", String.valueOf(RETRY_AFTER.toSeconds()));
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
}
