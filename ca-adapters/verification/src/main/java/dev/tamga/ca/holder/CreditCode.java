package dev.tamga.ca.holder;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Unified social credit code (统一社会信用代码, GB 32100): 18 characters, the check digit verified, or the code on the list of
 * those that were issued without a right one. Characters 9 to 17 are the organisation code; its own check digit is not
 * required here, because codes issued without one exist.
 */
public final class CreditCode {
    /** Characters. */
    public static final int LENGTH = 18;

    // GB 32100 §4: 31 characters, without I, O, S, V and Z.
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final Pattern FORM = Pattern.compile("[0-9A-HJ-NP-RTUW-Y]{18}");

    private final String value;

    private CreditCode(String value) {
        this.value = value;
    }

    /** Reads what a form or a certificate holds; full-width forms, white space and lower case are forgiven. */
    public static Optional<CreditCode> of(String text) {
        return of(text, CodeExceptions.NONE);
    }

    /** @param exceptions codes of which the check digit need not be right */
    public static Optional<CreditCode> of(String text, CodeExceptions exceptions) {
        String value = CodeText.plain(text);
        boolean valid = hasForm(value) && checkCharacter(value) == value.charAt(17)
                || value.length() == LENGTH && exceptions.has(value);
        return valid ? Optional.of(new CreditCode(value)) : Optional.empty();
    }

    /** Eighteen characters, upper case. */
    public String value() {
        return value;
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

    @Override
    public boolean equals(Object other) {
        return other instanceof CreditCode code && code.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
