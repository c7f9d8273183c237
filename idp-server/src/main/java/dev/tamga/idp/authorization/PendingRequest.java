package dev.tamga.idp.authorization;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An authorization request that waits for the bidder.
 *
 * @param id 256 bits; the table holds its hash
 */
public record PendingRequest(String id, AuthorizationParameters parameters, Instant createdAt) {
    static final String URN = "urn:ietf:params:oauth:request_uri:";

    /** Where the flow goes on, in the form of RFC 9126 §4. */
    public String resumePath() {
        return "/oauth2/authorize?client_id=" + encode(parameters.clientId()) + "&request_uri=" + encode(URN + id);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
