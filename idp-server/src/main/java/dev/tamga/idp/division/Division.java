package dev.tamga.idp.division;

import java.util.List;
import java.util.Locale;

/**
 * A league or city, or one of its divisions at county level.
 *
 * @param code six digits
 */
public record Division(String code, String chinese, String english) {

    /** A league or city with what is in it. */
    public record City(Division division, List<Division> counties) {}

    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? english : chinese;
    }

    /** A league or city; not one of its divisions. */
    boolean isCity() {
        return code.endsWith("00");
    }

    /** The code of the league or city that it is, or is in. */
    String cityCode() {
        return code.substring(0, 4) + "00";
    }
}
