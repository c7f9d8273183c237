package dev.tamga.idp.web;

import java.util.regex.Pattern;

/** What strangers type, and others read on a page, in a mail or at a terminal. */
public final class PlainText {
    // C0 and C1, of which a terminal takes U+009B for the beginning of a command; line separators; what turns the direction
    // of writing. Other formatting characters stay: Mongolian is written with them.
    private static final Pattern ODD = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private PlainText() {}

    public static boolean isLine(String text) {
        return !ODD.matcher(text).find();
    }

    /** Several lines, each ended by a line feed. */
    public static boolean areLines(String text) {
        return isLine(text.replace("\n", ""));
    }

    /** The same text as one line. */
    public static String oneLine(String text) {
        return ODD.matcher(text).replaceAll(" ");
    }
}
