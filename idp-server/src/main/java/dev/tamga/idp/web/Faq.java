package dev.tamga.idp.web;

import java.util.Map;
import java.util.Set;

import static java.util.Map.entry;

/** Which entry of the help page explains a refusal or an error; the entries themselves are the help template's. */
public final class Faq {
    /** What to say when calling: explains every code that has no entry of its own. */
    private static final String CALLING = "calling";

    private static final Map<String, String> REFUSALS = Map.ofEntries(
            entry("certificate-unreadable", "unreadable"),
            entry("certificate-too-large", "unreadable"),
            entry("unknown-ca", "unknown-ca"),
            entry("ca-without-anchor", "unknown-ca"),
            entry("untrusted-path", "unreadable"),
            entry("expired", "expired"),
            entry("not-yet-valid", "expired"),
            entry("issuer-revoked", "revoked"),
            entry("weak-algorithm", "expired"),
            entry("encryption-certificate", "two-certificates"),
            entry("not-for-signing", "two-certificates"),
            entry("policy-not-accepted", "unknown-ca"),
            entry("test-certificate", "unknown-ca"),
            entry("issued-elsewhere", "elsewhere"),
            entry("legal-representative-key", "legal-representative-key"),
            entry("challenge-unknown", "timeout"),
            entry("challenge-expired", "timeout"),
            entry("wrong-origin", "signature"),
            entry("wrong-purpose", "signature"),
            entry("signature-invalid", "signature"),
            entry("signature-format-unknown", "signature"),
            entry("revoked", "revoked"),
            entry("suspended", "revoked"),
            entry("revocation-unavailable", "slow"),
            entry("holder-unidentified", "unreadable"),
            entry("check-digit-wrong", "unreadable"),
            entry("not-bound", "not-bound"),
            entry("key-already-bound", "already-bound"),
            entry("subject-already-bound", "already-bound"),
            entry("key-frozen", "frozen"),
            entry("name-mismatch", "two-keys"),
            entry("code-mismatch", "already-bound"),
            entry("rate-limited", "limits"),
            entry("session-ended", "timeout"),
            entry("platform-off", "platform"));
    private static final Map<String, String> ERRORS = Map.of(
            "unknown-client", "platform",
            "invalid-redirect-uri", "platform",
            "invalid-request", "platform",
            "csrf", "timeout",
            "maintenance", "maintenance",
            "unavailable", "maintenance");

    private Faq() {}

    /** @return the anchor on {@code /help} */
    public static String of(String code) {
        return REFUSALS.getOrDefault(code, ERRORS.getOrDefault(code, CALLING));
    }

    /** The codes of all refusals; each has its entry. */
    public static Set<String> refusals() {
        return REFUSALS.keySet();
    }
}
