package dev.tamga.idp.web;

import java.util.Comparator;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What an answer should look like. */
public final class Accepts {
    private static final int LONGEST_HEADER = 1000;

    private Accepts() {}

    /**
     * Whether the caller names JSON before any other type, or asks where only programs do; a browser names text/html, curl
     * names nothing.
     */
    public static boolean json(HttpServletRequest request) {
        return isForPrograms(request) || named(request);
    }

    // Errors of the protocol's own are JSON there, whatever is accepted; so are all others.
    private static boolean isForPrograms(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed instanceof String uri ? uri : request.getRequestURI();
        return path.equals("/userinfo") || path.startsWith("/oauth2/") && !path.equals("/oauth2/authorize");
    }

    private static boolean named(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.ACCEPT);
        if (header == null || header.length() > LONGEST_HEADER) {
            return false;
        }
        try {
            return MediaType.parseMediaTypes(header).stream()
                    .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
                    .filter(type -> !type.isWildcardType())
                    .findFirst()
                    .filter(type -> type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"))
                    .isPresent();
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
