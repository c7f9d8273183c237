package dev.tamga.idp.unbinding;

/** What an approved request does to a binding; the binding feature does it. */
public interface LostKeys {
    /**
     * Ends a key, its sessions and what they granted; where another key of the subject lives, that one becomes the
     * primary. Joins the caller's transaction.
     *
     * @return whether there was such a key
     */
    boolean release(String subjectId, String keyId);
}
