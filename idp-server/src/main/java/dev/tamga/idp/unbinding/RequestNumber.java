package dev.tamga.idp.unbinding;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * Sixteen random digits: 53 bits, which nobody guesses, in a form that is read out over a telephone in any language and
 * typed on its keys.
 *
 * @param value without the hyphens that it is shown with
 */
record RequestNumber(String value) {
    static final int LENGTH = 16;

    static RequestNumber next(SecureRandom random) {
        StringBuilder digits = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            digits.append(random.nextInt(10));
        }
        return new RequestNumber(digits.toString());
    }

    /** Forgives spaces, hyphens and full-width digits. */
    static Optional<RequestNumber> of(String text) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < text.length() && digits.length() <= LENGTH; i++) {
            char character = text.charAt(i);
            int digit = Character.digit(character, 10);
            if (digit >= 0) {
                digits.append(digit);
            } else if (!Character.isWhitespace(character) && "-－–　".indexOf(character) < 0) {
                return Optional.empty();
            }
        }
        return digits.length() == LENGTH ? Optional.of(new RequestNumber(digits.toString())) : Optional.empty();
    }

    /** The last four digits: to speak of a request with somebody who is not to look it up. */
    String end() {
        return value.substring(LENGTH - 4);
    }

    /** In groups of four. */
    String shown() {
        return String.join("-",
                value.substring(0, 4), value.substring(4, 8), value.substring(8, 12), value.substring(12));
    }
}
