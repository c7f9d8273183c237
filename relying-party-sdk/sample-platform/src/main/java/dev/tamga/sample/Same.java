package dev.tamga.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Compares secrets in time that does not depend on where they differ. */
final class Same {

    private Same() {
    }

    static boolean same(String expected, String found) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
    }
}
