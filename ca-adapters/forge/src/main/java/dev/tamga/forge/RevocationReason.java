package dev.tamga.forge;

/** RFC 5280 §5.3.1. */
public enum RevocationReason {
    /** The entry carries no reason: RFC 5280 says to leave the extension out. */
    UNSPECIFIED(0),
    KEY_COMPROMISE(1),
    CA_COMPROMISE(2),
    AFFILIATION_CHANGED(3),
    SUPERSEDED(4),
    CESSATION_OF_OPERATION(5),
    /** 挂起. */
    CERTIFICATE_HOLD(6),
    REMOVE_FROM_CRL(8);

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
