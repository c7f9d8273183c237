package dev.tamga.idp.web;

import java.util.Locale;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import dev.tamga.idp.session.SignInSessions;

/**
 * What an error page can say: texts in the messages, {@code error.<word>.title}, {@code .text}, {@code .next}; and where
 * it leads on.
 */
public enum ErrorCode {
    BAD_REQUEST,
    UNKNOWN_CLIENT,
    INVALID_REDIRECT_URI,
    INVALID_REQUEST,
    PLATFORM_OFF,
    CSRF,
    SESSION_ENDED,
    FORBIDDEN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    RATE_LIMITED,
    MAINTENANCE,
    UNAVAILABLE,
    INTERNAL;

    private static final Step HOME = new Step(FormPage.HOME, "error.home");
    private static final String DESCRIBED = ErrorCode.class.getName();

    /** Says on a request what is wrong with it; the error page of a 400 or 503 asks for it. */
    public void describe(HttpServletRequest request) {
        request.setAttribute(DESCRIBED, this);
    }

    /** The word in message keys, JSON answers and logs. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ErrorCode of(int status, HttpServletRequest request) {
        return switch (status) {
            case 400 -> described(request, BAD_REQUEST);
            // Spring Security refuses a form without the right token with 403; a page is never denied to a GET by it.
            // Servlet 6.1 §10.9.1: the error dispatch itself is always a GET.
            case 403 -> "GET".equals(request.getAttribute(RequestDispatcher.ERROR_METHOD)) ? FORBIDDEN : token(request);
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 429 -> RATE_LIMITED;
            case 503 -> described(request, UNAVAILABLE);
            default -> status < 500 ? BAD_REQUEST : INTERNAL;
        };
    }

    private static ErrorCode described(HttpServletRequest request, ErrorCode otherwise) {
        return request.getAttribute(DESCRIBED) instanceof ErrorCode code ? code : otherwise;
    }

    // A token holds the session: it is wrong as soon as the session has ended.
    private static ErrorCode token(HttpServletRequest request) {
        return SignInSessions.hasEnded(request) ? SESSION_ENDED : CSRF;
    }

    /** The one main action of the page. */
    Step step(HttpServletRequest request) {
        return switch (this) {
            case UNKNOWN_CLIENT, INVALID_REDIRECT_URI, INVALID_REQUEST, PLATFORM_OFF ->
                new Step("/portal", "error.action.portal");
            case SESSION_ENDED -> new Step(signIn(SamePage.ofFailed(request)), "error.action.sign-in");
            case FORBIDDEN -> new Step("/sign-in", "error.action.sign-in");
            case RATE_LIMITED, MAINTENANCE, UNAVAILABLE, INTERNAL ->
                new Step(SamePage.ofFailed(request), "error.action.retry");
            case CSRF -> again(SamePage.ofFailed(request));
            case BAD_REQUEST, NOT_FOUND, METHOD_NOT_ALLOWED -> HOME;
        };
    }

    // The page of the form has a token that fits.
    private static Step again(String page) {
        return page.equals(FormPage.HOME) ? HOME : new Step(page, "error.action.reopen");
    }

    // Back to the page of one's own data where the form was; the sign-in page checks what it is given.
    private static String signIn(String page) {
        return page.startsWith("/account") ? "/sign-in?to=" + page : "/sign-in";
    }
}
