package dev.tamga.idp.upload;

import java.util.Locale;

/** Why a file is not taken. */
public enum Fault {
    EMPTY,
    TOO_LARGE,
    /** The name holds a path or characters that no file name has. */
    NAME,
    /** It is no PDF, JPEG or PNG, whatever it is called. */
    TYPE,
    /** The name ends otherwise than the content is. */
    ENDING,
    /** Truncated, or not of its own format. */
    DAMAGED,
    TOO_MANY_PIXELS,
    TOO_MANY_PAGES,
    ENCRYPTED,
    /** Scripts, actions or files inside a PDF. */
    ACTIVE,
    /** It grows beyond measure when it is read, or takes too long. */
    TOO_COMPLEX,
    /** Nothing is wrong with it: too many are looked at just now. */
    BUSY;

    private static final String MESSAGES = "upload.error.";

    /** Message key. */
    public String message() {
        return MESSAGES + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
