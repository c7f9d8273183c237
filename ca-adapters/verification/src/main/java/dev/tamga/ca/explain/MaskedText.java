package dev.tamga.ca.explain;

/** {@link dev.tamga.ca.MaskedText}, where it was before. */
public final class MaskedText {
    private MaskedText() {}

    public static String of(String text) {
        return dev.tamga.ca.MaskedText.of(text);
    }
}
