package dev.tamga.ca.crl;

import org.bouncycastle.asn1.x509.ReasonFlags;

/**
 * For which reasons a CRL or a distribution point speaks (RFC 5280 §5.2.5 onlySomeReasons, §4.2.1.13 reasons).
 *
 * @param flags as {@link ReasonFlags} numbers them
 */
public record Reasons(int flags) {
    public static final Reasons NONE = new Reasons(0);
    /** All that RFC 5280 §6.3.3 counts; unused is not among them. */
    public static final Reasons ALL = new Reasons(ReasonFlags.keyCompromise
            | ReasonFlags.cACompromise
            | ReasonFlags.affiliationChanged
            | ReasonFlags.superseded
            | ReasonFlags.cessationOfOperation
            | ReasonFlags.certificateHold
            | ReasonFlags.privilegeWithdrawn
            | ReasonFlags.aACompromise);

    /** All where nothing is said. */
    static Reasons of(ReasonFlags flags) {
        return flags == null ? ALL : new Reasons(flags.intValue() & ALL.flags);
    }

    public Reasons and(Reasons others) {
        return new Reasons(flags & others.flags);
    }

    public Reasons or(Reasons others) {
        return new Reasons(flags | others.flags);
    }

    /** Whether there are reasons here that others do not hold. */
    public boolean exceed(Reasons others) {
        return (flags & ~others.flags) != 0;
    }
}
