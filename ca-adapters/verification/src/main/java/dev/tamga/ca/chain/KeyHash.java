package dev.tamga.ca.chain;

import java.io.IOException;

/** The name of a public key: hex SHA-256 of its SubjectPublicKeyInfo. */
public final class KeyHash {
    private KeyHash() {}

    public static String of(CertificateView certificate) {
        return certificate.keyHash();
    }

    /** DER of the SubjectPublicKeyInfo. */
    public static byte[] spki(CertificateView certificate) {
        try {
            return certificate.publicKey().getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("a parsed structure has an encoding", e);
        }
    }
}
