package dev.tamga.idp.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * An address or a form that is too large, has too many fields or cannot be decoded is refused before anybody asks for a
 * field of it: behind this filter that asking fails is a fault of ours.
 */
public final class ReadableFormFilter extends OncePerRequestFilter {
    /** What people send, proofs among it, is far shorter. */
    private static final int LONG = 32 * 1024;
    /** The container takes no longer one. */
    private static final int LONGEST = 2 << 20;
    private static final int UNIT = 1024;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    // The container makes room for a form as soon as its length is said, and keeps it however slowly the form comes.
    private final Semaphore room = new Semaphore(4 * LONGEST / UNIT);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int units = units(request);
        if (!room.tryAcquire(units)) {
            RetryAfter.tell(RETRY_AFTER, request, response);
            response.sendError(429);
            return;
        }
        try {
            request.getParameterMap();
        } catch (InvalidParameterException e) {
            // Whoever broke his form off is not there to be answered.
            if (!response.isCommitted()) {
                response.sendError(e.getErrorCode());
            }
            return;
        } finally {
            room.release(units);
        }
        chain.doFilter(request, response);
    }

    /** Of a form that is long, or does not say how long it is. */
    private static int units(HttpServletRequest request) {
        String type = request.getContentType();
        long length = request.getContentLengthLong();
        boolean isLong = type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                && (length < 0 || length > LONG);
        return isLong ? (int) (length < 0 ? LONGEST : Math.min(length, LONGEST)) / UNIT : 0;
    }
}
