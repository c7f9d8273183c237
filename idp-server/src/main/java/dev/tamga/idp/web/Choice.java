package dev.tamga.idp.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/**
 * What a visitor chooses by a link and a cookie remembers for a year. Nothing about a person.
 *
 * @param parameter of the link's query
 * @param values all that there are; any other is none
 */
record Choice(String parameter, String cookie, List<String> values) {
    /** 适老化: the large-text mode. */
    static final Choice TEXT = new Choice("text", "__Host-tamga-text", List.of("normal", "large"));

    Optional<String> of(HttpServletRequest request) {
        return asked(request).or(() -> remembered(request));
    }

    void remember(HttpServletRequest request, HttpServletResponse response) {
        asked(request).ifPresent(value -> response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie + "=" + value + "; Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax"));
    }

    // From the query alone: getParameter would read the body of a form.
    private Optional<String> asked(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null
                ? Optional.empty()
                : Arrays.stream(query.split("&"))
                        .filter(pair -> pair.startsWith(parameter + "="))
                        .map(pair -> pair.substring(parameter.length() + 1))
                        .findFirst()
                        .filter(values::contains);
    }

    private Optional<String> remembered(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(sent -> sent.getName().equals(cookie))
                        .map(Cookie::getValue)
                        .findFirst()
                        .filter(values::contains);
    }
}
