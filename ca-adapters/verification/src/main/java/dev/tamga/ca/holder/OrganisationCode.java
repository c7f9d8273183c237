package dev.tamga.ca.holder;

import java.util.Optional;
import java.util.regex.Pattern;

/** Organisation code (组织机构代码, GB 11714): nine characters without the hyphen, the check digit verified. */
public record OrganisationCode(String value) {
    private static final int[] WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    // Passes the arithmetic, stands in test certificates, and is nobody's code.
    private static final String NOBODY = "000000000";
    private static final Pattern FORM = Pattern.compile("[0-9A-Z]{8}[0-9X]");

    public OrganisationCode {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an organisation code");
        }
    }

    /** Reads {@code 12345678-8} and {@code 123456788}, full-width forms among them. */
    public static Optional<OrganisationCode> of(String text) {
        String value = CodeText.plain(text);
        return isValid(value) ? Optional.of(new OrganisationCode(value)) : Optional.empty();
    }

    /** As it is printed: {@code 12345678-8}. */
    public String printed() {
        return value.substring(0, 8) + "-" + value.charAt(8);
    }

    static boolean hasForm(String value) {
        return FORM.matcher(value).matches();
    }

    private static boolean isValid(String value) {
        return hasForm(value) && checkCharacter(value) == value.charAt(8) && !value.equals(NOBODY);
    }

    private static char checkCharacter(String value) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += Character.digit(value.charAt(i), 36) * WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        return check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check);
    }
}
