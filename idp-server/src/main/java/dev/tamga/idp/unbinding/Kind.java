package dev.tamga.idp.unbinding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose binding is to end. Three files at most; the required ones come first.
 */
enum Kind {
    ENTERPRISE(List.of(Purpose.LICENCE, Purpose.LETTER), List.of(Purpose.OTHER)),
    PERSON(List.of(Purpose.IDENTITY), List.of(Purpose.IDENTITY_BACK, Purpose.OTHER));

    private final List<Purpose> required;
    private final List<Purpose> optional;

    Kind(List<Purpose> required, List<Purpose> optional) {
        this.required = required;
        this.optional = optional;
    }

    /** The last part of the page's path, and what is stored. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) {
        return find(word).orElseThrow(() -> new IllegalArgumentException("kind is \"" + word + "\""));
    }

    static Optional<Kind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    List<Purpose> required() {
        return required;
    }

    List<Purpose> optional() {
        return optional;
    }

    boolean asksFor(Purpose purpose) {
        return required.contains(purpose) || optional.contains(purpose);
    }
}
