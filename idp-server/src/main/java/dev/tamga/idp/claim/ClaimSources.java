package dev.tamga.idp.claim;

import java.util.Optional;

/** Where claims come from; the binding feature has them. */
public interface ClaimSources {
    /** One select; empty where the key is not bound any more. */
    Optional<ClaimSource> find(String keyId);
}
