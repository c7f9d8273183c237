package dev.tamga.assistant.device;

/** What a key answers to a PIN: a value either way. */
public sealed interface Signing {

    /** The signature over the challenge's line. */
    record Signed(byte[] signature) implements Signing {}

    /** The PIN was wrong; {@code triesLeft} of 0 means that the key is locked from now on. */
    record WrongPin(int triesLeft) implements Signing {}

    /** The key was locked before this attempt, which was not tried. */
    record PinLocked() implements Signing {}

    /** The PIN was right, but the key cannot sign: {@code detail} says what was found, without a secret. */
    record Unusable(String detail) implements Signing {}
}
