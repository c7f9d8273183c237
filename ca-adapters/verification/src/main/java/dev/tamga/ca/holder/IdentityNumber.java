package dev.tamga.ca.holder;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Resident identity number (公民身份号码, GB 11643): 18 characters, birth date and check digit verified. Never logged. */
public record IdentityNumber(String value) {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final Pattern FORM = Pattern.compile("[0-9]{17}[0-9X]");

    public IdentityNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an identity number");
        }
    }

    /** Reads what a form or a certificate holds; white space around it and a small x are forgiven. */
    public static Optional<IdentityNumber> of(String text) {
        String value = text.strip().toUpperCase(Locale.ROOT);
        return isValid(value) ? Optional.of(new IdentityNumber(value)) : Optional.empty();
    }

    /** For display: the first three and the last four characters. */
    public String masked() {
        return value.substring(0, 3) + "***********" + value.substring(14);
    }

    static boolean hasForm(String value) {
        return FORM.matcher(value).matches();
    }

    private static boolean isValid(String value) {
        return hasForm(value) && hasDate(value) && checkCharacter(value) == value.charAt(17);
    }

    private static boolean hasDate(String value) {
        try {
            LocalDate.of(
                    Integer.parseInt(value.substring(6, 10)),
                    Integer.parseInt(value.substring(10, 12)),
                    Integer.parseInt(value.substring(12, 14)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static char checkCharacter(String value) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (value.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    @Override
    public String toString() {
        return "IdentityNumber[" + masked() + "]";
    }
}
