package dev.tamga.idp.upload;

/** Carries a fault out of the libraries that read a file. It never leaves this package. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    Unfit(Fault fault) {
        // Without a stack trace: it is an answer, and strangers cause it.
        super(fault.name(), null, false, false);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
