package dev.tamga.ca.crl;

/** A CRL must not be used: it says nothing of any certificate (RFC 5280 §5.2, §6.3.3). The message is for operators. */
public final class UnusableCrl extends Exception {
    private static final long serialVersionUID = 1;

    public UnusableCrl(String message) {
        super(message, null, false, false);
    }
}
