package dev.tamga.assistant.device;

/** What looks like a key and cannot be shown; {@code reason} says what was found and what was expected. */
public record UnreadableKey(String id, String reason) {}
