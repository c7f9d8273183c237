package dev.tamga.ca.holder;

import java.text.Normalizer;
import java.util.Locale;

/** Names of holders, for comparison only. */
public final class HolderName {
    private HolderName() {}

    /**
     * The form in which two spellings of one name are equal: NFKC (which unifies full-width letters and brackets),
     * Chinese brackets as round ones, no white space, lower case. Never for display.
     */
    public static String normalise(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("[\\[{〔【〈《]", "(")
                .replaceAll("[]}〕】〉》]", ")")
                .replaceAll("[\\s\\p{Z}\\p{C}]+", "")
                .toLowerCase(Locale.ROOT);
    }
}
