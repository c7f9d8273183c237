package dev.tamga.ca.explain;

import java.util.Locale;

/** The steps of an explanation in their order. The proof of possession is missing: a file signs nothing. */
public enum Step {
    /** The file holds a certificate that could be read. */
    READ,
    /** A configured CA issued it, recognised by key. */
    ISSUER,
    /** RFC 5280 §6: a valid path to a trust anchor, of accepted algorithms. */
    PATH,
    /** It is of the kind that signs in, and its CA's admission rules admit it. */
    PROFILE,
    /** Its CA, and the CAs above, did not revoke it. */
    REVOCATION,
    /** It says who holds it. */
    HOLDER;

    /** Lower case, as the command prints it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
