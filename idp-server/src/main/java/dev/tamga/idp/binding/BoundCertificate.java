package dev.tamga.idp.binding;

import java.security.MessageDigest;

import dev.tamga.ca.VerifiedHolder;
import dev.tamga.idp.signin.BoundKeys.BoundKey;

/** The binding that an issuing key and a serial number lead to, and what tells whether it is of this certificate. */
record BoundCertificate(BoundKey key, byte[] certificateHash, byte[] spkiHash) {

    /** RFC 5280 §4.1.2.2 makes a serial number unique to its issuer; a CA that broke that signs nobody in here. */
    boolean isOf(VerifiedHolder holder) {
        return key.ca().equals(holder.ca())
                && MessageDigest.isEqual(certificateHash, holder.key().certificateHash())
                && MessageDigest.isEqual(spkiHash, holder.key().spkiHash());
    }
}
