package dev.tamga.ca.chain;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which certificate was signed by which key: each pair is verified once and remembered, whatever comes out. Those of
 * the imported CA certificates are kept for good, those of a presented certificate for one search: a stranger's
 * certificates leave nothing behind.
 */
final class LinkSignatures {
    private final Map<Link, Boolean> known = new ConcurrentHashMap<>();
    private final LinkSignatures ofCas;
    private final CertificateView leaf;

    /** A certificate by its bytes and a key by its SubjectPublicKeyInfo: everything the answer depends on. */
    private record Link(String certificate, String issuerKey) {}

    /** For the CA certificates that one owner holds. */
    LinkSignatures() {
        this(null, null);
    }

    private LinkSignatures(LinkSignatures ofCas, CertificateView leaf) {
        this.ofCas = ofCas;
        this.leaf = leaf;
    }

    /** For one search from one certificate. */
    LinkSignatures searching(CertificateView from) {
        return new LinkSignatures(this, from);
    }

    /** Whether a CA's key signed a certificate. */
    boolean verified(CertificateView certificate, CertificateView ca) {
        return isElsewhere(certificate)
                ? ofCas.verified(certificate, ca)
                : known.computeIfAbsent(link(certificate, ca), link -> certificate.isSignedBy(ca));
    }

    /** Whether {@link #verified} would answer without looking at the signature. */
    boolean isKnown(CertificateView certificate, CertificateView ca) {
        return isElsewhere(certificate)
                ? ofCas.isKnown(certificate, ca)
                : known.containsKey(link(certificate, ca));
    }

    private boolean isElsewhere(CertificateView certificate) {
        return ofCas != null && !certificate.isSame(leaf);
    }

    private static Link link(CertificateView certificate, CertificateView ca) {
        return new Link(certificate.hash(), KeyHash.of(ca));
    }
}
