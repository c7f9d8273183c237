package dev.tamga.ca;

import java.util.Optional;

/**
 * The holder of a key whose certificate, signature and revocation state were all verified.
 *
 * @param name the subject's name as the certificate writes it
 * @param normalisedName the name for comparison only, never for display: NFKC, brackets unified, white space removed
 * @param code unified social credit code (18) or organisation code (9), check digit verified; of an
 *     {@link HolderKind#ORGANIZATION_PERSON} the organisation's
 * @param identityNumber resident identity number (GB 11643), check digit verified; never logged
 * @param holderId the CA's own unique id of the holder, where the CA has one; for continuity, never shown as 证书key号
 * @param region where the key was issued, as the CA's admission rule read it (a division code or a name)
 * @param project for which issuing project or from which template, as the CA's admission rule read it
 */
public record VerifiedHolder(
        CaId ca,
        HolderKind kind,
        String name,
        String normalisedName,
        Optional<String> code,
        Optional<String> identityNumber,
        Optional<String> holderId,
        Optional<String> region,
        Optional<String> project,
        CertifiedKey key) {

    /** Of a CA whose rules say nothing of projects. */
    public VerifiedHolder(
            CaId ca,
            HolderKind kind,
            String name,
            String normalisedName,
            Optional<String> code,
            Optional<String> identityNumber,
            Optional<String> holderId,
            Optional<String> region,
            CertifiedKey key) {
        this(ca, kind, name, normalisedName, code, identityNumber, holderId, region, Optional.empty(), key);
    }

    @Override
    public String toString() {
        return "VerifiedHolder[" + ca + " " + kind + " " + key.keyNumber() + "]";
    }
}
