package dev.tamga.idp.signin;

import java.util.List;
import java.util.Optional;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.SignInProof;

/**
 * The demo's software keys, for browsers that cannot reach a key assistant. Its only implementation is in a jar outside
 * the production class path, so that the forms that use it cannot be switched on there.
 */
public interface DemoKeys {

    /** What a page reads from an inserted key, none of it verified; the PIN is not needed for it. */
    record DemoKey(String id, String label, String name, String keyNumber, String mediumNumber) {}

    List<DemoKey> list();

    Optional<DemoKey> find(String id);

    Signing sign(String id, char[] pin, Challenge challenge);

    /** What became of it. */
    sealed interface Signing {
        record Signed(SignInProof proof) implements Signing {}

        /** @param error message key */
        record Failed(String error) implements Signing {}
    }
}
