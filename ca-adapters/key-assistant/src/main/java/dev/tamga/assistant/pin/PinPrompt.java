package dev.tamga.assistant.pin;

import java.util.Map;
import java.util.Optional;

import dev.tamga.assistant.device.DeviceKey;
import dev.tamga.ca.Challenge;

/** Asks the person at this computer for the PIN of one signature. */
public interface PinPrompt {

    /**
     * Shows who asks for what, and waits for the PIN.
     *
     * @param shown the data that the signature binds
     * @return the PIN, the caller's to clear; nothing where the person declined or did not answer
     */
    Optional<char[]> ask(DeviceKey key, Challenge challenge, Map<String, String> shown);
}
