package dev.tamga.sample.e2e;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** What the provider has answered to somebody, and so must never forget. */
final class Confirmed {
    /** A signed-in browser. */
    record SignedIn(Company company, Map<String, String> cookies) {
    }

    private final Set<Company> bound = ConcurrentHashMap.newKeySet();
    private final Set<Company> consented = ConcurrentHashMap.newKeySet();
    private final Queue<SignedIn> sessions = new ConcurrentLinkedQueue<>();
    private final Queue<String> refreshTokens = new ConcurrentLinkedQueue<>();
    private final CountDownLatch enough;

    /** @param signIns how many {@link #awaitEnough} waits for */
    Confirmed(int signIns) {
        this.enough = new CountDownLatch(signIns);
    }

    void bound(Company company) {
        bound.add(company);
    }

    void session(Company company, Map<String, String> cookies) {
        sessions.add(new SignedIn(company, cookies));
        enough.countDown();
    }

    void consent(Company company) {
        consented.add(company);
    }

    void refreshToken(String token) {
        refreshTokens.add(token);
    }

    CountDownLatch enough() {
        return enough;
    }

    Set<Company> bound() {
        return bound;
    }

    boolean isConsented(Company company) {
        return consented.contains(company);
    }

    Collection<SignedIn> sessions() {
        return sessions;
    }

    Collection<String> refreshTokens() {
        return refreshTokens;
    }
}
