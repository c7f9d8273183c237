package dev.tamga.ca.vector;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.tamga.ca.verification.TestChallenge;
import dev.tamga.forge.ForgedCertificate;

import static dev.tamga.ca.verification.ForgedCa.NOW;

/** The vectors of a forging run by name. */
final class Forged {
    static final String ACCEPTED = "accepted";
    static final String INVALID = "signature-invalid";
    static final String UNKNOWN = "signature-format-unknown";
    static final String WEAK = "weak-algorithm";
    static final String UNREADABLE = "certificate-unreadable";
    static final String LINE = TestChallenge.at(NOW).text();
    static final byte[] TEXT = LINE.getBytes(StandardCharsets.US_ASCII);

    private final Map<String, Vector> vectors = new LinkedHashMap<>();

    Forged add(String name, Vector vector) {
        if (vectors.put(name, vector) != null) {
            throw new IllegalStateException(name + " is there twice");
        }
        return this;
    }

    /** A signature over the expected line. */
    Forged add(String name, ForgedCertificate signer, byte[] signature, String expect) {
        return add(name, new Vector(name.replace('-', ' '), signer.encoded(), LINE, signature, expect));
    }

    Map<String, Vector> all() {
        return vectors;
    }
}
