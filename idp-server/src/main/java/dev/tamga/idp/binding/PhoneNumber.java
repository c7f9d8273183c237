package dev.tamga.idp.binding;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** As people here write it: +8613800138000 as 13800138000, +864712345678 as 04712345678; abroad as it is. */
    static String national(String value) {
        String rest = value.startsWith("+86") ? value.substring(3) : value;
        return Stream.of(rest, "0" + rest)
                .filter(written -> of(written).filter(number -> number.value.equals(value)).isPresent())
                .findFirst()
                .orElse(value);
    }
}
