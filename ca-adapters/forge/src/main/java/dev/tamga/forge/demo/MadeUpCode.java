package dev.tamga.forge.demo;

/** Codes with right check digits for holders that do not exist. */
final class MadeUpCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] CREDIT_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final int[] IDENTITY_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private MadeUpCode() {}

    /**
     * Unified social credit code of an enterprise (91), GB 32100.
     *
     * @param division six digits, such as 150102
     * @param number two digits; the organisation code reads MADEM0nn
     */
    static String credit(String division, String number) {
        String organisation = "MADEM0" + number;
        String body = "91" + division + organisation + organisationDigit(organisation);
        return body + creditDigit(body);
    }

    /** The same code with a wrong last character. */
    static String spoilt(String credit) {
        int last = credit.length() - 1;
        int digit = ALPHABET.indexOf(credit.charAt(last));
        return credit.substring(0, last) + ALPHABET.charAt((digit + 1) % ALPHABET.length());
    }

    /**
     * Resident identity number, GB 11643, of somebody born on 1 January 1900.
     *
     * @param sequence three digits
     */
    static String identity(String division, String sequence) {
        String body = division + "19000101" + sequence;
        return body + identityDigit(body);
    }

    static char creditDigit(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += CREDIT_WEIGHTS[i] * ALPHABET.indexOf(body.charAt(i));
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    static char identityDigit(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += IDENTITY_WEIGHTS[i] * (body.charAt(i) - '0');
        }
        return "10X98765432".charAt(sum % 11);
    }

    /** GB 11714: letters count from A = 10 without gaps, unlike in the credit code's own alphabet. */
    static char organisationDigit(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += ORGANISATION_WEIGHTS[i] * Character.digit(body.charAt(i), 36);
        }
        int digit = 11 - sum % 11;
        return digit == 10 ? 'X' : digit == 11 ? '0' : (char) ('0' + digit);
    }
}
