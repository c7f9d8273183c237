package dev.tamga.ca.holder;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Unified social credit code (统一社会信用代码, GB 32100): 18 characters, the check digit verified. Characters 9 to 17 are the
 * organisation code; its own check digit is not required here, because codes issued without one exist.
 */
public record CreditCode(String value) {
    // GB 32100 §4: 31 characters, without I, O, S, V and Z.
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final Pattern FORM = Pattern.compile("[0-9A-HJ-NP-RTUW-Y]{18}");

    public CreditCode {
        if (!hasForm(value) || checkCharacter(value) != value.charAt(17)) {
            throw new IllegalArgumentException("not a unified social credit code");
        }
    }

    /** Reads what a form or a certificate holds; white space around it and lower case are forgiven. */
    public static Optional<CreditCode> of(String text) {
        String value = text.strip().toUpperCase(Locale.ROOT);
        boolean valid = hasForm(value) && checkCharacter(value) == value.charAt(17);
        return valid ? Optional.of(new CreditCode(value)) : Optional.empty();
    }

    /** 组织机构代码, nine characters without the hyphen. */
    public String organisationCode() {
        return value.substring(8, 17);
    }

    /** Eighteen characters of the alphabet, whatever the check digit. */
    static boolean hasForm(String value) {
        return FORM.matcher(value).matches();
    }

    private static char checkCharacter(String value) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += ALPHABET.indexOf(value.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }
}
