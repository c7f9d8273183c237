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
 * browser prefers, else Chinese. OpenID Connect's {@code ui_locales} is a platform's wish and stays behind the reader's own.
 */
public final class LanguageCookie implements LocaleResolver {
    /** Also accepted by browsers on http://localhost. */
    static final String NAME = "__Host-tamga-lang";
    static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    static final Locale ENGLISH = Locale.ENGLISH;

    private static final List<Locale> LANGUAGES = List.of(CHINESE, ENGLISH);
    private static final int LONGEST_HEADER = 200;

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return asked(request)
                .or(() -> remembered(request))
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

    private static Optional<Locale> remembered(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
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
