package dev.tamga.idp.web;

import java.util.Arrays;
import java.util.stream.Collectors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

/** The link that shows the same page in the other language. */
final class LanguageLink {
    private LanguageLink() {}

    static String to(String language, HttpServletRequest request) {
        return path(request) + "?" + query(request) + "lang=" + language;
    }

    // An answer to a form has no address of its own: back to the form.
    private static String path(HttpServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return "/";
        }
        String path = request.getRequestURI().replaceFirst("^/+", "/");
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> path;
            default -> path.startsWith("/sign-in") || path.startsWith("/binding/")
                    ? path.replaceFirst("/demo-key$", "")
                    : "/";
        };
    }

    private static String query(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null || request.getDispatcherType() != DispatcherType.REQUEST) {
            return "";
        }
        return Arrays.stream(query.split("&"))
                .filter(pair -> !pair.isEmpty() && !pair.startsWith("lang="))
                .map(pair -> pair + "&")
                .collect(Collectors.joining());
    }
}
