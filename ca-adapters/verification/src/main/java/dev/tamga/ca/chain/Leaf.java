package dev.tamga.ca.chain;

/** The certificate that a stranger presents. It could be read; nothing in it is verified. */
public final class Leaf {
    private final CertificateView view;

    Leaf(CertificateView view) {
        this.view = view;
    }

    /** What the certificate says of itself. */
    public CertificateView view() {
        return view;
    }
}
