package dev.tamga.idp.signin;

/** Where pages find the key assistant on the bidder's own computer, such as {@code http://127.0.0.1:9200}. */
public record AssistantOrigin(String value) {}
