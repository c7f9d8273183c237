package dev.tamga.ca.holder;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of holders, for comparison only. */
public final class HolderName {
    private static final Pattern OPENING = Pattern.compile("[\\[{〔【〈《]");
    private static final Pattern CLOSING = Pattern.compile("[]}〕】〉》]");
    private static final Pattern DASH = Pattern.compile("[‐‑‒–—―−]");
    private static final Pattern DOT = Pattern.compile("[•‧∙⋅・]");
    // Controls and formats alone: CAs write rare Han characters as private or not yet assigned ones, and they tell names
    // apart.
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}]+");

    private HolderName() {}

    /**
     * The form in which two spellings of one name are equal: NFKC (which unifies full-width letters and brackets),
     * brackets as round ones, dashes and middle dots of every shape as one, no white space, lower case. Never for
     * display.
     */
    public static String normalise(String name) {
        String text = Normalizer.normalize(name, Normalizer.Form.NFKC);
        text = OPENING.matcher(text).replaceAll("(");
        text = CLOSING.matcher(text).replaceAll(")");
        text = DASH.matcher(text).replaceAll("-");
        text = DOT.matcher(text).replaceAll("·");
        return SPACE.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
