package dev.tamga.idp.claim;

/** Where claims come from; the binding feature has them. */
public interface ClaimSources {
    /** One select. @throws IllegalStateException if the key is not bound any more */
    ClaimSource get(String keyId);
}
