package dev.tamga.ca;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts for operators without identity numbers, which CAs write into names (SZCA's OU, CFCA's CN). */
public final class MaskedText {
    // GB 11643 with any check digit, anywhere in a longer run of digits; a date of 1900 to 2099 tells it from a code.
    private static final Pattern NUMBER = Pattern.compile(
            "([1-9][0-9]{2})[0-9]{3}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])([0-9]{3}[0-9Xx])");
    // The number of 15 digits that was issued until 1999.
    private static final Pattern OLD_NUMBER = Pattern.compile(
            "(?<![0-9])([1-9][0-9]{2})[0-9]{5}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])([0-9]{3})(?![0-9])");

    private MaskedText() {}

    /** The text with the first three and the last characters of each identity number only. */
    public static String of(String text) {
        return masked(OLD_NUMBER, masked(NUMBER, text));
    }

    private static String masked(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.replaceAll(found -> found.group(1)
                + "*".repeat(found.group().length() - found.group(1).length() - found.group(2).length())
                + found.group(2));
    }
}
