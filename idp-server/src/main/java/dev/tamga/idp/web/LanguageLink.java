package dev.tamga.idp.web;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

/** The link that shows the same page in the other language. */
final class LanguageLink {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{43}");

    private LanguageLink() {}

    /** @param pending id of the authorization request that the page belongs to, null without one; unchecked */
    static String to(String language, HttpServletRequest request, Object pending) {
        String path = path(request);
        String query = query(request);
        // An answer to a form got it in the form.
        boolean lost = !path.equals("/") && !query.contains("request=")
                && pending instanceof String id && REQUEST_ID.matcher(id).matches();
        return path + "?" + query + (lost ? "request=" + pending + "&" : "") + "lang=" + language;
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
