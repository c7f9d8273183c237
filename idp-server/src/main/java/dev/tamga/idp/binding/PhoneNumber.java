package dev.tamga.idp.binding;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A telephone number as people here write it: mobile, landline with its area code, 400 or 800 line, or international
 * with a plus.
 *
 * @param value ITU-T E.164, such as +864712345678
 */
public record PhoneNumber(String value) {
    private static final Pattern PUNCTUATION = Pattern.compile("[\\s()（）－–-]");
    private static final Pattern NATIONAL =
            Pattern.compile("1[3-9][0-9]{9}|0(?:[2-9][0-9]{8,10}|10[0-9]{7,8})|[48]00[0-9]{7}");
    private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9][0-9]{6,14}");

    public static Optional<PhoneNumber> of(String text) {
        String digits = PUNCTUATION.matcher(text).replaceAll("");
        if (INTERNATIONAL.matcher(digits).matches()) {
            return Optional.of(new PhoneNumber(digits));
        }
        Matcher national = NATIONAL.matcher(digits);
        return national.matches()
                ? Optional.of(new PhoneNumber("+86" + (digits.startsWith("0") ? digits.substring(1) : digits)))
                : Optional.empty();
    }
}
