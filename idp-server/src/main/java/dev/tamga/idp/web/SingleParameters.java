package dev.tamga.idp.web;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * A field that comes twice is refused: which of the two counts must never be a question. The protocol's own
 * endpoints see to theirs (RFC 6749 §3.1, §3.2).
 */
public final class SingleParameters implements HandlerInterceptor {
    /** Boxes of which several may be ticked. */
    private static final Set<String> SEVERAL = Set.of("subject_types");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (request.getDispatcherType() != DispatcherType.REQUEST || !hasDuplicates(request)) {
            return true;
        }
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        return false;
    }

    private static boolean hasDuplicates(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .anyMatch(field -> field.getValue().length > 1 && !SEVERAL.contains(field.getKey()));
    }
}
