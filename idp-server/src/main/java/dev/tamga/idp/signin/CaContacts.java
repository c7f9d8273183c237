package dev.tamga.idp.signin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tamga.ca.CaId;

/** Whom a bidder calls about a certificate. */
@FunctionalInterface
public interface CaContacts {

    /**
     * As templates show it.
     *
     * @param lines telephone lines
     * @param site null where the CA has none
     * @param renewal where the CA renews online; null where it does not
     */
    record CaContact(String name, List<String> lines, String site, String renewal) {}

    Optional<CaContact> find(CaId ca, Locale locale);

    /** The CA's name, or its id where it left the configuration after the key was bound. */
    default String name(CaId ca, Locale locale) {
        return find(ca, locale).map(CaContact::name).orElse(ca.value());
    }
}
