package dev.tamga.idp.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** What an error page can say: texts in the messages, {@code error.<word>.title}, {@code .text}, {@code .next}. */
enum ErrorCode {
    BAD_REQUEST,
    UNKNOWN_CLIENT,
    INVALID_REDIRECT_URI,
    INVALID_REQUEST,
    CSRF,
    FORBIDDEN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    RATE_LIMITED,
    UNAVAILABLE,
    INTERNAL;

    /** Where the authorization endpoint leaves the reason for which it may not send the browser to the platform. */
    static final String DESCRIPTION = "tamga.error.description";

    /** The word in message keys, JSON answers and logs. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static ErrorCode of(int status, HttpServletRequest request) {
        return switch (status) {
            case 400 -> malformed(request.getAttribute(DESCRIPTION));
            // Spring Security refuses a form without the right token with 403; a page is never denied to a GET by it.
            // Servlet 6.1 §10.9.1: the error dispatch itself is always a GET.
            case 403 -> "GET".equals(request.getAttribute(RequestDispatcher.ERROR_METHOD)) ? FORBIDDEN : CSRF;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 429 -> RATE_LIMITED;
            case 503 -> UNAVAILABLE;
            default -> status < 500 ? BAD_REQUEST : INTERNAL;
        };
    }

    private static ErrorCode malformed(Object description) {
        if (!(description instanceof String reason)) {
            return BAD_REQUEST;
        }
        if (reason.contains("client_id names")) {
            return UNKNOWN_CLIENT;
        }
        return reason.contains("redirect_uri") ? INVALID_REDIRECT_URI : INVALID_REQUEST;
    }
}
