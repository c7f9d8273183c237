package dev.tamga.idp.limit;

import java.util.Locale;

/** What the database counts. */
public enum Limit {
    /** By key: refusals after it proved possession. A stranger with the certificate alone must not use them up. */
    KEY_FAILURES,
    /** By subject: refusals in its own session. */
    SUBJECT_FAILURES,
    /** By whoever asks: requests for unbinding. */
    UNBINDING_REQUESTS,
    /** By what is looked up: looks at the state of a request. */
    STATUS_LOOKUPS;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
