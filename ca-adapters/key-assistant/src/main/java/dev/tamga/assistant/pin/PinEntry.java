package dev.tamga.assistant.pin;

import java.util.Arrays;

/** Who asks the bidder for the PIN. */
public enum PinEntry {
    /** The page sends it; only for pages that come from this computer. */
    PAGE("page"),
    /** A window of the assistant's own; no page ever sees the PIN. */
    WINDOW("window");

    private final String word;

    PinEntry(String word) {
        this.word = word;
    }

    /** The word in the settings and in {@code GET /status}. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException if the word names neither */
    public static PinEntry of(String word) {
        return Arrays.stream(values())
                .filter(entry -> entry.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--pin is \"" + word + "\"; expected page or window"));
    }
}
