package dev.tamga.assistant.device;

/**
 * An electronic seal stored in a key, for display.
 *
 * @param kind {@code unit}, {@code legal-representative} or {@code signature}
 * @param image PNG
 */
public record Seal(String name, String kind, byte[] image) {}
