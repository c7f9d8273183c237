package dev.tamga.idp.outbox;

import java.time.Instant;

/**
 * A message that this node may deliver until its lease ends.
 *
 * @param claimId of this claim alone: who lost it to another node cannot write any more
 * @param attempts this one included
 */
record Claimed(
        String id, String claimId, String platformId, String subjectId, String sessionId, Instant createdAt,
        int attempts) {}
