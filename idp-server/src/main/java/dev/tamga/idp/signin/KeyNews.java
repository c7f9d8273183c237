package dev.tamga.idp.signin;

import java.util.List;

import dev.tamga.idp.session.SignInSession;

/** What pages tell a key of what happened to its subject's keys; the binding feature owns it. */
@FunctionalInterface
public interface KeyNews {

    /**
     * As templates show it.
     *
     * @param kind {@code renewed}, {@code renamed}, {@code made-primary} or {@code unbinding}
     * @param keyNumber of the key that it is about
     * @param former the number or name before; null for a request to unbind
     * @param present the number or name now; the last digits of a request's number
     * @param at as 2026-11-21 09:05
     */
    record News(String id, String kind, String keyNumber, String former, String present, String at) {}

    /** What was not dismissed yet, the oldest first. */
    List<News> list(String keyId);

    /** The same for the key of a session; no statement for a key without news. */
    default List<News> of(SignInSession session) {
        return session.key().hasNews() ? list(session.keyId()) : List.of();
    }
}
