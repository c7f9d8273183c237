package dev.tamga.assistant.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.sun.net.httpserver.Headers;

/**
 * Who may talk to the assistant: pages of allow-listed origins, in a browser that reached it under one of its own
 * names. Both are compared exactly; there is no wildcard.
 */
final class Gate {
    private final Set<String> hosts;
    private final Set<String> origins;

    Gate(int port, Set<String> origins) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
        this.origins = Set.copyOf(origins);
    }

    /** DNS rebinding: a foreign name that was made to resolve to this computer still stands in the Host header. */
    boolean isOwnHost(Headers request) {
        return single(request, "Host").filter(hosts::contains).isPresent();
    }

    /** The allow-listed origin that asks; a missing, repeated or {@code null} Origin is nobody's. */
    Optional<String> findOrigin(Headers request) {
        return single(request, "Origin").filter(origins::contains);
    }

    /** Headers that let the page of that origin, and no other, read the answer (Fetch §3.2). */
    static void allow(String origin, Headers answer) {
        answer.set("Access-Control-Allow-Origin", origin);
    }

    /** The answer to a preflight: one method, one header, no credentials. */
    static void allowPreflight(Headers request, String method, Headers answer) {
        answer.set("Access-Control-Allow-Methods", method);
        answer.set("Access-Control-Allow-Headers", "content-type");
        answer.set("Access-Control-Max-Age", "600");
        // Private Network Access §3.1.2: pages of the internet ask before they reach this computer.
        if (single(request, "Access-Control-Request-Private-Network").filter("true"::equals).isPresent()) {
            answer.set("Access-Control-Allow-Private-Network", "true");
        }
    }

    static Optional<String> single(Headers headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
