package dev.tamga.idp.authorization;

import java.time.Instant;

/**
 * An authorization request that waits for the bidder.
 *
 * @param id 256 bits; the table holds its hash
 * @param createdAt when the browser brought it, also where a platform had pushed it before
 * @param kept whether it has a row: one that is answered at once needs none
 */
public record PendingRequest(String id, AuthorizationParameters parameters, Instant createdAt, boolean kept) {

    /** The name under which it is presented, RFC 9126 §2.2. */
    public String uri() {
        return RequestUri.URN + id;
    }

    /** Where the flow goes on, in the form of RFC 9126 §4. */
    public String resumePath() {
        return new RequestUri(id, parameters.clientId()).path();
    }
}
