package dev.tamga.ca.revocation;

/** A source gave no usable answer: never "good", never "revoked". The message is for operators. */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean fault;

    Unanswered(String message) {
        this(message, true);
    }

    private Unanswered(String message, boolean fault) {
        super(message, null, false, false);
        this.fault = fault;
    }

    /** The certificate names no such source: nothing to be warned of. */
    static Unanswered notNamed(String message) {
        return new Unanswered(message, false);
    }

    boolean isFault() {
        return fault;
    }
}
