package dev.tamga.assistant.http;

import java.util.OptionalInt;

/** Why a request is not served. It never leaves this package and has no stack trace: it is an answer, not a fault. */
final class Problem extends Exception {
    private static final long serialVersionUID = 1;

    /** The codes that pages know. */
    enum Code {
        ORIGIN_REFUSED("origin-refused", 403),
        MALFORMED("malformed", 400),
        NO_SUCH_PATH("malformed", 404),
        WRONG_METHOD("malformed", 405),
        NO_SUCH_KEY("no-such-key", 404),
        WRONG_PIN("wrong-pin", 403),
        PIN_LOCKED("pin-locked", 403),
        CANCELLED("cancelled", 409),
        MEDIUM_NUMBER_MISMATCH("medium-number-mismatch", 400),
        TOO_LARGE("too-large", 413),
        FAULT("fault", 500);

        private final String word;
        private final int status;

        Code(String word, int status) {
            this.word = word;
            this.status = status;
        }

        String word() {
            return word;
        }

        int status() {
            return status;
        }
    }

    private final Code code;
    private final int triesLeft;

    /** @param message English, for developers; pages have their own text for each code */
    Problem(Code code, String message) {
        this(code, message, -1);
    }

    Problem(Code code, String message, int triesLeft) {
        super(message, null, false, false);
        this.code = code;
        this.triesLeft = triesLeft;
    }

    Code code() {
        return code;
    }

    /** Only where a PIN was tried. */
    OptionalInt triesLeft() {
        return triesLeft < 0 ? OptionalInt.empty() : OptionalInt.of(triesLeft);
    }
}
