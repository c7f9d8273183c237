package dev.tamga.ca.revocation;

/** A source gave no usable answer: never "good", never "revoked". The message is for operators. */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1;

    Unanswered(String message) {
        super(message, null, false, false);
    }
}
