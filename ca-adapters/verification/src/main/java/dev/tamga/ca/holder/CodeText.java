package dev.tamga.ca.holder;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Codes as people and CAs write them, and the one way in which they are compared. */
final class CodeText {
    // Hyphens of old organisation codes in every shape that keyboards have, white space, characters of no width.
    private static final Pattern BETWEEN = Pattern.compile("[\\-‐‑‒–—―−\\s\\p{Z}\\p{C}]");

    private CodeText() {}

    /** Full-width forms as plain ones (NFKC), no hyphens, no white space, upper case. */
    static String plain(String text) {
        if (isPlain(text)) {
            return text.toUpperCase(Locale.ROOT);
        }
        return BETWEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
    }
}
