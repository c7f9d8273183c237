package dev.tamga.idp.signin;

import java.util.Optional;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.signin.RefusalPage.Shown;
import dev.tamga.idp.web.Step;

/** Where a refusal's page leads on: one main action, and for some refusals another way. */
final class NextSteps {
    /** Wherever it was; the enterprise's form unless whoever shows the page knows better. */
    static final Step BIND_AGAIN = new Step("/binding/enterprise", "refusal.action.bind-again");

    private static final Step DIRECTORY = new Step("/help/ca", "refusal.action.ca-directory");
    private static final Step UNBINDING = new Step("/unbinding", "refusal.action.unbinding");

    private NextSteps() {}

    static Step main(Shown shown) {
        // Whoever adds or unfreezes a key is signed in already, and goes back to the keys.
        if (shown.purpose() == Purpose.ADD_KEY || shown.purpose() == Purpose.UNFREEZE) {
            return again(shown);
        }
        return switch (shown.code()) {
            case "not-bound" -> new Step("/", "refusal.action.home");
            case "key-already-bound" -> new Step("/sign-in", "refusal.action.sign-in");
            case "subject-already-bound" -> new Step("/account/keys/add", "refusal.action.sign-in-bound");
            case "name-mismatch" -> new Step("/binding/renamed", "refusal.action.renamed");
            case "key-frozen" -> new Step("/sign-in", "refusal.action.sign-in-primary");
            case "platform-off" -> new Step("/portal", "refusal.action.portal");
            case "ca-without-anchor", "unknown-ca", "issued-elsewhere" -> DIRECTORY;
            case "expired", "revoked", "weak-algorithm" -> ofCa(shown);
            default -> again(shown);
        };
    }

    // That CA's own entry: how to renew, replace, unlock, after the warning about open tenders.
    private static Step ofCa(Shown shown) {
        return shown.ca().map(ca -> new Step("/help/ca#ca-" + ca.value(), "refusal.action.ca-service")).orElse(DIRECTORY);
    }

    private static Step again(Shown shown) {
        return switch (shown.purpose()) {
            case SIGN_IN -> new Step(onward("/sign-in", shown), "refusal.action.again");
            case BIND -> BIND_AGAIN;
            case ADD_KEY, UNFREEZE -> new Step("/account/keys", "refusal.action.keys");
        };
    }

    static Optional<Step> other(Shown shown) {
        return switch (shown.code()) {
            case "revoked", "key-frozen", "subject-already-bound" -> Optional.of(UNBINDING);
            case "expired", "not-yet-valid", "suspended", "issued-elsewhere", "unknown-ca", "ca-without-anchor" ->
                shown.purpose() == Purpose.SIGN_IN
                        ? Optional.of(new Step(onward("/sign-in", shown), "refusal.action.other-key"))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String onward(String path, Shown shown) {
        return shown.onward().after(path);
    }
}
