package dev.tamga.idp.audit;

import java.time.Instant;

/**
 * One link of a node's chain.
 *
 * @param number 1, 2, 3 …
 * @param toId it covers the node's events after the seal before it, up to and including this one
 */
record Seal(String node, long number, String fromId, String toId, int events, Instant sealedAt, byte[] value) {
    /** What the first seal follows. */
    static Seal beforeFirst(String node) {
        return new Seal(node, 0, "", "", 0, Instant.EPOCH, new byte[32]);
    }

    @Override
    public String toString() {
        return "seal " + number + " of " + node;
    }
}
