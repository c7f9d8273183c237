package dev.tamga.ca;

/**
 * How a step of the pipeline hands a {@link Refusal} to the one place that turns it into a value. It never leaves this
 * library, and carries no stack trace: a refusal is an answer, not a fault.
 */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public Refused(Refusal refusal) {
        super(refusal.code() + ": " + refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
