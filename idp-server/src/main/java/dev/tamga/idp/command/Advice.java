package dev.tamga.idp.command;

import java.util.Map;

/** What an operator can do about a refusal, by its code. */
final class Advice {
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("certificate-unreadable", "Export the signing certificate from the key again, as DER or PEM."),
            Map.entry("certificate-too-large", "No CA issues certificates of this size: look at what the file is."),
            Map.entry("unknown-ca", "Compare issuer and key id with the CA's own; if the CA is to be recognised, add"
                    + " conf/ca/<id> (docs/adding-a-ca.md)."),
            Map.entry("ca-without-anchor", "Import the CA's anchors.pem after comparing its fingerprint with the pinned"
                    + " one."),
            Map.entry("untrusted-path", "Look for the CA certificate whose key signed this one; import it as an"
                    + " intermediate if the CA confirms its fingerprint. Never import a stranger's."),
            Map.entry("expired", "The holder renews the key at the CA."),
            Map.entry("not-yet-valid", "Wait for its first day, or look at the clock of this machine."),
            Map.entry("issuer-revoked", "The CA's own certificate was revoked: ask the CA what replaces it."),
            Map.entry("weak-algorithm", "The holder has the CA replace the key by one of SM2, or RSA of 2048 bits with"
                    + " SHA-256."),
            Map.entry("encryption-certificate", "Check the signing certificate of the same key instead."),
            Map.entry("not-for-signing", "Check the signing certificate of the same key instead."),
            Map.entry("policy-not-accepted", "Ask the CA what the policy stands for before adding it to"
                    + " admission.policies."),
            Map.entry("test-certificate", "A test certificate never signs in; the holder needs a real one."),
            Map.entry("issued-elsewhere", "The holder asks the CA for a key issued in Inner Mongolia; admission in"
                    + " ca.yml says what counts."),
            Map.entry("revoked", "The holder asks the CA, and gets a new key there."),
            Map.entry("suspended", "The holder has the CA lift the suspension."),
            Map.entry("revocation-unavailable", "Look at the CA's CRL and OCSP addresses and at revocation in ca.yml;"
                    + " with --crls, add the newest CRL of the issuer."),
            Map.entry("holder-unidentified", "Compare the certificate's attributes with holder in ca.yml; do not guess"
                    + " what a field means, ask the CA."),
            Map.entry("check-digit-wrong", "Ask the registration authority; a code that was issued so goes into the"
                    + " list of exceptions."));

    private Advice() {}

    static String of(String code) {
        return TEXTS.getOrDefault(code, "Ask the CA with the facts above.");
    }
}
