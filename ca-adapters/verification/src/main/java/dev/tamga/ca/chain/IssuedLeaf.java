package dev.tamga.ca.chain;

import java.util.List;

/** A certificate that a known CA key signed. Whether that CA may be trusted today is not yet said. */
public final class IssuedLeaf {
    private final Leaf leaf;
    private final List<CertificateView> issuers;

    IssuedLeaf(Leaf leaf, List<CertificateView> issuers) {
        this.leaf = leaf;
        this.issuers = issuers;
    }

    Leaf leaf() {
        return leaf;
    }

    /** All certificates of the key that signed: one key can have several. */
    List<CertificateView> issuers() {
        return issuers;
    }
}
