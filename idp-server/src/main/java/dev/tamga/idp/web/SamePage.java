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

    /** What an answer to a form got in the form, by its name in the model; only what can be such goes into a link. */
    private static final Map<String, Pattern> KEPT = Map.of(
            "request", Pattern.compile("[A-Za-z0-9_-]{43}"),
            "to", Pattern.compile("/account(?:/[a-z0-9-]+)*"));

    private SamePage() {}

    /**
     * @param parameter what the link changes, and to which value
     * @param model of the page; {@code request} in it is the id of its pending authorization request and {@code to} the
     *     page of ours that a sign-in leads to, both unchecked
     */
    static String with(Map.Entry<String, String> parameter, HttpServletRequest request, Map<String, Object> model) {
        String address = model.get(ADDRESS) instanceof String own ? own : address(request, model);
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

    private static String address(HttpServletRequest request, Map<String, Object> model) {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return ofFailed(request);
        }
        String path = path(request);
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        String lost = path.equals(FormPage.HOME) ? "" : KEPT.keySet().stream()
                .filter(name -> !query.contains(name + "="))
                .filter(name -> model.get(name) instanceof String value && KEPT.get(name).matcher(value).matches())
                .map(name -> "&" + name + "=" + model.get(name))
                .sorted()
                .collect(Collectors.joining());
        return path + "?" + query + lost;
    }

    // An answer to a form has no address of its own: back to the form.
    private static String path(HttpServletRequest request) {
        String path = request.getRequestURI().replaceFirst("^/+", "/");
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> path;
            default -> FormPage.of(path);
        };
    }

    /** What failed, to be asked again: a GET itself, of a form its page. */
    static String ofFailed(HttpServletRequest request) {
        // Servlet 6.1 §10.9.1
        if (!(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri)) {
            return FormPage.HOME;
        }
        String path = uri.replaceFirst("^/+", "/");
        if (!"GET".equals(request.getAttribute(RequestDispatcher.ERROR_METHOD))) {
            // With 403 the token was looked for, so the form could be read; elsewhere it may be what failed.
            boolean read = Integer.valueOf(403).equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
            return read ? FormPage.withRequest(path, request) : FormPage.of(path);
        }
        Object query = request.getAttribute(RequestDispatcher.ERROR_QUERY_STRING);
        return path + (query == null ? "" : "?" + query);
    }
}
