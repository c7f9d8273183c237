package dev.tamga.idp.claim;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The scopes that release claims, in the order in which the consent page lists them. */
public enum Scope {
    PROFILE,
    ORGANIZATION,
    ACCOUNT,
    PHONE,
    ADDRESS;

    /** The scope value. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Every scope value that discovery advertises. */
    public static List<String> words() {
        return Stream.concat(Stream.of("openid"), Stream.of(values()).map(Scope::word)).toList();
    }
}
