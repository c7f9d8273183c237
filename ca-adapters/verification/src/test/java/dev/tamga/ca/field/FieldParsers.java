package dev.tamga.ca.field;

import java.nio.charset.StandardCharsets;

/** The parsers of this package for the fuzzer: nothing is thrown at all. */
public final class FieldParsers {
    private FieldParsers() {}

    public static void entityId(byte[] input) {
        EntityId.parse(new String(input, StandardCharsets.UTF_8));
        EntityId.decoded(new String(input, StandardCharsets.ISO_8859_1));
    }

    /** The content of an identity extension. */
    public static void unwrapped(byte[] input) {
        Unwrapped.text(input);
    }
}
