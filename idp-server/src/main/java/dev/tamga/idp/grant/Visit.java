package dev.tamga.idp.grant;

/** A platform that a bidder went to in a session. */
public record Visit(String platformId, String subjectId, String sessionId) {}
