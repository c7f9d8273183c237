package dev.tamga.ca;

/** What the CA says of the medium that holds the private key ({@code key-medium} in ca.yml). */
public enum KeyMedium {
    /** A hardware key: {@code hwk} in {@code amr} (RFC 8176). */
    HARDWARE,
    /** A software key: {@code swk} in {@code amr} (RFC 8176). */
    SOFTWARE,
    /** The CA does not say: neither value in {@code amr}. */
    UNKNOWN
}
