package dev.tamga.ca.chain;

import java.util.List;
import java.util.stream.Stream;

/** A valid path from a presented certificate to a trust anchor (RFC 5280 §6), within all validity periods. */
public final class TrustedChain {
    private final List<CertificateView> path;

    TrustedChain(List<CertificateView> path) {
        this.path = List.copyOf(path);
    }

    /** The presented certificate. */
    public CertificateView leaf() {
        return path.getFirst();
    }

    /** The CA certificate whose key signed the leaf. */
    public CertificateView issuer() {
        return path.get(1);
    }

    /** Leaf first, anchor last; at least two. An anchor that is itself presented stands there twice. */
    public List<CertificateView> path() {
        return path;
    }

    Stream<CertificateView> cas() {
        return path.stream().skip(1);
    }
}
