package dev.tamga.idp.web;

import java.util.Locale;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** What an error page can say: texts in the messages, {@code error.<word>.title}, {@code .text}, {@code .next}. */
public enum ErrorCode {
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

    private static final String MALFORMED = ErrorCode.class.getName();

    /** Says on a request what is wrong with it; the error page of a 400 asks for it. */
    public void describe(HttpServletRequest request) {
        request.setAttribute(MALFORMED, this);
    }

    /** The word in message keys, JSON answers and logs. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ErrorCode of(int status, HttpServletRequest request) {
        return switch (status) {
            case 400 -> request.getAttribute(MALFORMED) instanceof ErrorCode code ? code : BAD_REQUEST;
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
}
