package dev.tamga.ca.revocation;

import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.KeyHash;
import dev.tamga.ca.chain.TrustMaterial;

/**
 * Is this certificate of this issuer revoked, by this CA's policy?
 *
 * @param anchor of the valid path on which both stand
 * @param trust the CA's certificates, where a list may be signed by another of its keys
 */
public record Question(
        CertificateView certificate,
        CertificateView issuer,
        CertificateView anchor,
        RevocationPolicy policy,
        TrustMaterial trust) {

    /** The same question about another certificate below the same anchor. */
    Question of(CertificateView other, CertificateView otherIssuer) {
        return new Question(other, otherIssuer, anchor, policy, trust);
    }

    /** Names the certificate: issuer's key and serial number, never the issuer's name. */
    String key() {
        return KeyHash.of(issuer) + ":" + certificate.keyNumber();
    }
}
