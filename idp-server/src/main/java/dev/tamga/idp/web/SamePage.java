package dev.tamga.idp.web;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** The links that show the same page in the other language or text size. */
final class SamePage {
    /** In a page's model: its address, where that is not the one of the request. */
    static final String ADDRESS = "address";

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{43}");

    private SamePage() {}

    /**
     * @param parameter what the link changes, and to which value
     * @param model of the page; {@code request} in it is the id of its pending authorization request, unchecked
     */
    static String with(Map.Entry<String, String> parameter, HttpServletRequest request, Map<String, Object> model) {
        String address = model.get(ADDRESS) instanceof String own ? own : address(request, model.get("request"));
        int mark = address.indexOf('?');
        String path = mark < 0 ? address : address.substring(0, mark);
        String kept = mark < 0 ? "" : without(parameter.getKey(), address.substring(mark + 1));
        return path + "?" + kept + parameter.getKey() + "=" + parameter.getValue();
    }

    private static String without(String parameter, String query) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> !pair.isEmpty() && !pair.startsWith(parameter + "="))
                .map(pair -> pair + "&")
                .collect(Collectors.joining());
    }

    private static String address(HttpServletRequest request, Object pending) {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return ofFailed(request);
        }
        String path = path(request);
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        // An answer to a form got it in the form.
        boolean lost = !path.equals("/") && !query.contains("request=")
                && pending instanceof String id && REQUEST_ID.matcher(id).matches();
        return path + "?" + query + (lost ? "&request=" + pending : "");
    }

    // An answer to a form has no address of its own: back to the form.
    private static String path(HttpServletRequest request) {
        String path = request.getRequestURI().replaceFirst("^/+", "/");
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> path;
            default -> path.startsWith("/sign-in") || path.startsWith("/binding/")
                    ? path.replaceFirst("/demo-key$", "")
                    : "/";
        };
    }

    /** What failed, to be asked again: only a GET may be. */
    static String ofFailed(HttpServletRequest request) {
        // Servlet 6.1 §10.9.1
        if (!"GET".equals(request.getAttribute(RequestDispatcher.ERROR_METHOD))
                || !(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path)) {
            return "/";
        }
        Object query = request.getAttribute(RequestDispatcher.ERROR_QUERY_STRING);
        return path.replaceFirst("^/+", "/") + (query == null ? "" : "?" + query);
    }
}
