package dev.tamga.idp.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

/** The page that a form stands on, by the address that it posts to: there it can be opened again by a GET. */
final class FormPage {
    static final String HOME = "/";

    /** The first that fits; what a form posts to is most often the address of its page. */
    private static final Map<Pattern, String> PAGES = pages();
    /** Those that show nothing, or lead nowhere, without the platform's request that they are about. */
    private static final Set<String> OF_A_REQUEST = Set.of("/consent", "/sign-in/turned-away");
    private static final Set<String> WITH_A_REQUEST = Set.of("/sign-in", "/sign-in/certificate");
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{43}");

    private FormPage() {}

    private static Map<Pattern, String> pages() {
        Map<Pattern, String> pages = new LinkedHashMap<>();
        pages.put(Pattern.compile("/sign-in/leave"), "/sign-in");
        pages.put(Pattern.compile("/portal/start"), "/portal");
        pages.put(Pattern.compile("/sign-out"), "/connect/logout");
        pages.put(Pattern.compile("/account/keys/[^/]+/label"), "/account/keys");
        pages.put(Pattern.compile("/account/key-notices/.*"), "/sign-in/certificate");
        pages.put(Pattern.compile("(/(?:sign-in|binding|account)(?:/.*)?)/demo-key"), "$1");
        pages.put(Pattern.compile("(/(?:sign-in|consent|binding|unbinding|account)(?:/.*)?|/connect/logout)"), "$1");
        return pages;
    }

    /** @param path that was posted to, its slashes single */
    static String of(String path) {
        String page = known(path);
        return OF_A_REQUEST.contains(page) ? HOME : page;
    }

    /** The same with the platform's request that the form held; for a form whose fields were read already. */
    static String withRequest(String path, HttpServletRequest http) {
        String page = known(path);
        String id = http.getParameter("request");
        boolean takesIt = OF_A_REQUEST.contains(page) || WITH_A_REQUEST.contains(page);
        return takesIt && id != null && REQUEST_ID.matcher(id).matches() ? page + "?request=" + id : of(path);
    }

    private static String known(String path) {
        return PAGES.entrySet().stream()
                .filter(page -> page.getKey().matcher(path).matches())
                .map(page -> page.getKey().matcher(path).replaceFirst(page.getValue()))
                .findFirst()
                .orElse(HOME);
    }
}
