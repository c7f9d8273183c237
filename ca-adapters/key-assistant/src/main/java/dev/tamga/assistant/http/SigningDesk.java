package dev.tamga.assistant.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tamga.assistant.device.DeviceKey;
import dev.tamga.assistant.device.KeyDevice;
import dev.tamga.assistant.device.Signing;
import dev.tamga.assistant.pin.PinPrompt;
import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;

/** Signs what a page asks for, in the one form that it may ask for. */
final class SigningDesk {
    /** No challenge of ours lives longer; one that claims to is a page's attempt to collect signatures. */
    static final Duration MAX_LIFETIME = Duration.ofMinutes(15);

    private static final Logger LOG = System.getLogger(SigningDesk.class.getName());
    private static final String MEDIUM_NUMBER = "key_medium_number";

    private final KeyDevice device;
    private final Optional<PinPrompt> prompt;
    private final Clock clock;

    /** @param prompt asks for the PIN; without one the page sends it */
    SigningDesk(KeyDevice device, Optional<PinPrompt> prompt, Clock clock) {
        this.device = device;
        this.prompt = prompt;
        this.clock = clock;
    }

    /** The answer's members. */
    Map<String, Object> sign(SignRequest request, String origin) throws Problem {
        Challenge challenge = challenge(request, origin);
        DeviceKey key = device.find(request.key())
                .orElseThrow(() -> new Problem(Problem.Code.NO_SUCH_KEY, "no key has this id; see GET /keys"));
        checkMediumNumber(request, key);
        char[] pin = pin(request, key, challenge);
        try {
            Signing signing = key.sign(pin, challenge);
            LOG.log(Level.INFO, "{0} for {1} with {2}: {3}", challenge.purpose().word(), origin, key.id(),
                    signing.getClass().getSimpleName());
            return answer(key, challenge, signing);
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    private Challenge challenge(SignRequest request, String origin) throws Problem {
        try {
            Instant expiresAt = Instant.ofEpochSecond(request.expires());
            Challenge challenge = new Challenge(
                    Purpose.of(request.purpose()),
                    origin,
                    request.nonce(),
                    expiresAt,
                    Challenge.binds(request.shown()));
            Instant now = clock.instant();
            if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(MAX_LIFETIME))) {
                throw new Problem(Problem.Code.MALFORMED, "expires is not within the next " + MAX_LIFETIME
                        + " by this computer's clock, " + now);
            }
            return challenge;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Problem(Problem.Code.MALFORMED, e.getMessage());
        }
    }

    /** A binding request names the medium it was made with; the page cannot name another. */
    private static void checkMediumNumber(SignRequest request, DeviceKey key) throws Problem {
        String shown = request.shown().get(MEDIUM_NUMBER);
        boolean isDue = shown != null || request.purpose().equals(Purpose.BIND.word());
        if (isDue && !key.mediumNumber().equals(shown)) {
            throw new Problem(
                    Problem.Code.MEDIUM_NUMBER_MISMATCH, "shown." + MEDIUM_NUMBER + " is not this key's medium number");
        }
    }

    private char[] pin(SignRequest request, DeviceKey key, Challenge challenge) throws Problem {
        if (prompt.isEmpty()) {
            return request.pin()
                    .orElseThrow(() -> new Problem(Problem.Code.MALFORMED, "pin is missing; status.pin is \"page\""));
        }
        if (request.pin().isPresent()) {
            throw new Problem(Problem.Code.MALFORMED, "a page must not send pin: status.pin is \"window\"");
        }
        if (key.triesLeft() == 0) {
            throw locked();
        }
        return prompt.get()
                .ask(key, challenge, request.shown())
                .orElseThrow(() -> new Problem(Problem.Code.CANCELLED, "nobody entered the PIN"));
    }

    private static Map<String, Object> answer(DeviceKey key, Challenge challenge, Signing signing) throws Problem {
        return switch (signing) {
            case Signing.Signed signed -> proof(key, challenge, signed.signature());
            case Signing.WrongPin wrong -> throw new Problem(
                    Problem.Code.WRONG_PIN, "the PIN is wrong; tries left: " + wrong.triesLeft(), wrong.triesLeft());
            case Signing.PinLocked locked -> throw locked();
            case Signing.Unusable unusable -> throw new Problem(Problem.Code.NO_SUCH_KEY, unusable.detail());
        };
    }

    private static Map<String, Object> proof(DeviceKey key, Challenge challenge, byte[] signature) {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("certificate", Base64.getEncoder().encodeToString(key.signing().der()));
        proof.put("text", challenge.text());
        proof.put("signature", Base64.getEncoder().encodeToString(signature));
        proof.put(MEDIUM_NUMBER, key.mediumNumber());
        return proof;
    }

    private static Problem locked() {
        return new Problem(
                Problem.Code.PIN_LOCKED, "the key is locked after too many wrong PINs; its CA's office unlocks it", 0);
    }
}
