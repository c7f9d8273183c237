package dev.tamga.sample.probe;

import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import dev.tamga.assistant.device.Signing;
import dev.tamga.assistant.software.SoftwareKey;
import dev.tamga.assistant.software.SoftwareKeys;
import dev.tamga.ca.Challenge;

/** The bidder's key: signs the challenge as the assistant would. */
final class Key {
    private static final JsonMapper JSON = new JsonMapper();

    private final SoftwareKey key;
    private final char[] pin;

    private Key(SoftwareKey key, char[] pin) {
        this.key = key;
        this.pin = pin;
    }

    static Key open(Path p12, char[] pin) throws StepFailed {
        SoftwareKeys keys = new SoftwareKeys(p12.getParent());
        String file = p12.getFileName().toString();
        String id = file.substring(0, file.length() - ".p12".length());
        // A PKCS#12 from elsewhere shows its certificates to its PIN alone.
        if (!keys.reveal(id, pin)) {
            throw new StepFailed(keys.unreadable().stream()
                    .filter(broken -> broken.id().equals(id))
                    .map(broken -> broken.reason() + " (or the PIN is wrong)")
                    .findFirst()
                    .orElse(file + " is not there"));
        }
        return new Key(keys.find(id).orElseThrow(() -> new StepFailed(file + " has gone")), pin);
    }

    /** The sign-in form's {@code proof}. */
    String proof(Challenge challenge) throws StepFailed {
        return switch (key.sign(pin, challenge)) {
            case Signing.Signed signed -> json(challenge, signed.signature());
            case Signing.WrongPin wrong -> throw new StepFailed("the PIN is wrong; tries left: " + wrong.triesLeft());
            case Signing.PinLocked locked -> throw new StepFailed("the key is locked after too many wrong PINs");
            case Signing.Unusable unusable -> throw new StepFailed(unusable.detail());
        };
    }

    private String json(Challenge challenge, byte[] signature) {
        Map<String, String> proof = new LinkedHashMap<>();
        proof.put("certificate", Base64.getEncoder().encodeToString(key.certificate()));
        proof.put("text", challenge.text());
        proof.put("signature", Base64.getEncoder().encodeToString(signature));
        return JSON.writeValueAsString(proof);
    }
}
