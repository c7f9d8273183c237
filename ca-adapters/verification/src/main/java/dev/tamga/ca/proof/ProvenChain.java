package dev.tamga.ca.proof;

import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.profile.CompliantChain;

/** A compliant chain whose key signed the issued challenge: whoever presents it holds the key now. */
public final class ProvenChain {
    private final CompliantChain chain;

    ProvenChain(CompliantChain chain) {
        this.chain = chain;
    }

    public CertificateView leaf() {
        return chain.leaf();
    }

    public CompliantChain chain() {
        return chain;
    }
}
