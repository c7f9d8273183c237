package dev.tamga.idp.unbinding;

import java.time.Instant;
import java.util.Optional;

/** What an approved request does to a binding; the binding feature does it. */
public interface LostKeys {
    /** The key that {@link #release} would make the primary one. @param boundAt when it was bound */
    record Successor(String ca, String keyNumber, Instant boundAt) {}

    /** Empty where no other key lives: then the subject may be bound anew. */
    Optional<Successor> findSuccessor(String keyId);

    /**
     * Ends a key, its sessions and what they granted; where another key of the subject lives, that one becomes the
     * primary. Joins the caller's transaction.
     *
     * @param lostAt a certificate that took the key's place later is not the lost one, and stays
     * @return whether there was such a key
     */
    boolean release(String subjectId, String keyId, Instant lostAt);
}
