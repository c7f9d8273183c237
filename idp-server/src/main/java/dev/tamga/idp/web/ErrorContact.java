package dev.tamga.idp.web;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Whom a bidder calls about a request that a platform made wrongly.
 *
 * @param names of the platform by language tag, {@code zh-CN} always present
 * @param phone its support line; null where it has none of its own
 */
public record ErrorContact(Map<String, String> names, String phone) {
    private static final String ATTRIBUTE = ErrorContact.class.getName();

    /** Says it on a request; its error page asks for it. */
    public void describe(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static Optional<ErrorContact> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ErrorContact contact
                ? Optional.of(contact)
                : Optional.empty();
    }

    String name(Locale locale) {
        return names.getOrDefault(locale.getLanguage().equals("en") ? "en" : "zh-CN", names.get("zh-CN"));
    }
}
