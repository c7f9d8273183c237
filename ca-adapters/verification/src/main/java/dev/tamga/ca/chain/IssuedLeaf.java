package dev.tamga.ca.chain;

import java.time.Instant;
import java.util.Optional;

/**
 * A certificate that a known CA key signed. Whether that CA may be trusted today is not yet said. Whoever keeps it
 * saves the next search: the path that held for this certificate, under the CA certificates that recognised it, is
 * remembered as long as those are valid.
 */
public final class IssuedLeaf {
    private final Leaf leaf;
    private final CertificateView signer;
    private final TrustMaterial trust;
    private volatile TrustedChain held;

    IssuedLeaf(Leaf leaf, CertificateView signer, TrustMaterial trust) {
        this.leaf = leaf;
        this.signer = signer;
        this.trust = trust;
    }

    Leaf leaf() {
        return leaf;
    }

    /** A certificate of the key that signed; the key can have others. */
    CertificateView signer() {
        return signer;
    }

    TrustMaterial trust() {
        return trust;
    }

    /** The path that held before, where it still does. */
    Optional<TrustedChain> held(Instant now) {
        TrustedChain known = held;
        return known != null && known.cas().allMatch(ca -> ca.isValidAt(now)) ? Optional.of(known) : Optional.empty();
    }

    void hold(TrustedChain chain) {
        held = chain;
    }
}
