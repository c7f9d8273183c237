package dev.tamga.idp.consent;

/** What a withdrawn consent carried: codes, refresh families and tokens; other features have them. */
@FunctionalInterface
public interface Withdrawal {
    /** Ends all of it and has the platform told; joins the caller's transaction. */
    void end(String subjectId, String platformId);
}
