package dev.tamga.idp.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Chinese or English: as {@code ?lang=} says, else as the cookie from an earlier {@code ?lang=} says, else as the
 * platform wished whose request is under way (OpenID Connect's {@code ui_locales}), else as the browser prefers, else Chinese.
 */
public final class LanguageCookie implements LocaleResolver {
    /** Also accepted by browsers on http://localhost. */
    static final String NAME = "__Host-tamga-lang";
    /** A platform's wish, for as long as its request may wait. */
    static final String WISH = "__Host-tamga-wish";
    static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    static final Locale ENGLISH = Locale.ENGLISH;

    private static final List<Locale> LANGUAGES = List.of(CHINESE, ENGLISH);
    private static final int LONGEST_HEADER = 200;

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return asked(request)
                .or(() -> remembered(request, NAME))
                .or(() -> request.getAttribute(WISH) instanceof Locale wish ? Optional.of(wish) : Optional.empty())
                .or(() -> remembered(request, WISH))
                .or(() -> preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)))
                .orElse(CHINESE);
    }

    @Override
    public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        throw new UnsupportedOperationException("the language follows from the request alone");
    }

    /** Keeps what {@code ?lang=} asked for; a year. */
    static void remember(HttpServletRequest request, HttpServletResponse response) {
        asked(request).ifPresent(locale -> response.addHeader(
                HttpHeaders.SET_COOKIE,
                NAME + "=" + locale.toLanguageTag() + "; Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax"));
    }

    /**
     * Keeps a platform's wish for the pages of its request, in place of that of an earlier one.
     *
     * @param languages ISO 639 codes, most wanted first
     */
    public static void wish(List<String> languages, HttpServletRequest request, HttpServletResponse response) {
        Optional<Locale> wished = wished(languages);
        if (wished.isPresent() || remembered(request, WISH).isPresent()) {
            response.addHeader(HttpHeaders.SET_COOKIE, WISH + "="
                    + wished.map(locale -> locale.toLanguageTag() + "; Max-Age=1800").orElse("; Max-Age=0")
                    + "; Path=/; Secure; HttpOnly; SameSite=Lax");
        }
    }

    /** The same for the page that answers this very request. */
    public static void wish(HttpServletRequest request, List<String> languages) {
        wished(languages).ifPresent(locale -> request.setAttribute(WISH, locale));
    }

    private static Optional<Locale> wished(List<String> languages) {
        return languages.stream()
                .flatMap(language -> LANGUAGES.stream().filter(known -> known.getLanguage().equals(language)))
                .findFirst();
    }

    // From the query alone: getParameter would read the body of a form.
    private static Optional<Locale> asked(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null
                ? Optional.empty()
                : Arrays.stream(query.split("&"))
                        .filter(pair -> pair.startsWith("lang="))
                        .findFirst()
                        .flatMap(pair -> known(pair.substring("lang=".length())));
    }

    private static Optional<Locale> remembered(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .findFirst()
                        .flatMap(cookie -> known(cookie.getValue()));
    }

    private static Optional<Locale> known(String tag) {
        return LANGUAGES.stream().filter(locale -> locale.toLanguageTag().equals(tag)).findFirst();
    }

    private static Optional<Locale> preferred(String header) {
        if (header == null || header.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .map(range -> range.getRange().split("-")[0])
                    .flatMap(language -> LANGUAGES.stream().filter(known -> known.getLanguage().equals(language)))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
