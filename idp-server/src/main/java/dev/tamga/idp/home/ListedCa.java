package dev.tamga.idp.home;

import java.util.List;
import java.util.Locale;

import dev.tamga.ca.verification.CaEntry;

/**
 * A CA as pages list it.
 *
 * @param site null where the CA has none; so are {@code renewal} and {@code pinReset}
 */
public record ListedCa(
        String id, String name, List<String> lines, String site, String renewal, String pinReset, boolean hasAnchor) {

    public static ListedCa of(CaEntry ca, Locale locale) {
        String language = locale.getLanguage().equals("en") ? "en" : "zh-CN";
        var service = ca.service();
        return new ListedCa(
                ca.id().value(),
                ca.name(language),
                service.lines(),
                service.site().orElse(null),
                service.renewal().orElse(null),
                service.pinResetTexts().getOrDefault(language, service.pinReset().orElse(null)),
                ca.hasAnchor());
    }
}
