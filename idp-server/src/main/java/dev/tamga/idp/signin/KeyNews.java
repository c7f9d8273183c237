package dev.tamga.idp.signin;

import java.util.List;

/** What the certificate page tells a key of what happened to its subject's keys; the binding feature owns it. */
@FunctionalInterface
public interface KeyNews {

    /**
     * As templates show it.
     *
     * @param kind {@code renewed} or {@code renamed}
     * @param keyNumber of the key that it is about
     * @param former the number or name before
     * @param present the number or name now
     * @param at as 2026-11-21 09:05
     */
    record News(String id, String kind, String keyNumber, String former, String present, String at) {}

    /** What was not dismissed yet, the oldest first. */
    List<News> list(String keyId);
}
