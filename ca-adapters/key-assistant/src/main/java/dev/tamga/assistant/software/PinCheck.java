package dev.tamga.assistant.software;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;

/** The outcome of opening a key with a PIN. */
sealed interface PinCheck {

    record Open(OpenedKey key) implements PinCheck {}

    record Wrong(int triesLeft) implements PinCheck {}

    record Locked() implements PinCheck {}

    record Broken(String detail) implements PinCheck {}

    /** Opens the key if a try is left; a broken file costs no try. */
    static PinCheck open(KeyFiles files, char[] pin) {
        try {
            byte[] pkcs12 = OpenedKey.readFile(files.p12());
            return new PinTries(files.tries()).spend(() -> attempt(files, pkcs12, pin));
        } catch (UnreadableFile e) {
            return new Broken(e.getMessage());
        }
    }

    private static Optional<PinCheck> attempt(KeyFiles files, byte[] pkcs12, char[] pin) {
        try {
            Optional<KeyStore> store = OpenedKey.unlock(pkcs12, pin);
            return store.isEmpty() ? Optional.empty() : Optional.of(new Open(OpenedKey.of(store.get(), files, pin)));
        } catch (UnreadableFile e) {
            return Optional.of(new Broken(e.getMessage()));
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.of(new Broken(files.id() + KeyFiles.ENDING + " opens, but its key cannot be read"));
        }
    }
}
