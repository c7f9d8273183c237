package dev.tamga.assistant.http;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;

import dev.tamga.assistant.device.KeyDevice;
import dev.tamga.assistant.pin.PinPrompt;

/**
 * What is offered to whom.
 *
 * @param origins whose pages are served, exactly as browsers write them
 * @param prompt asks for the PIN; without one the page sends it
 */
public record Offer(Set<String> origins, KeyDevice device, Optional<PinPrompt> prompt, Clock clock) {}
