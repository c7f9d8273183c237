package dev.tamga.idp.binding;

import dev.tamga.ca.CertifiedKey;
import dev.tamga.ca.VerifiedHolder;

/**
 * A certificate that takes the place of a bound one; null where the column is. Public, so that Jdbi can bind it by its
 * accessors.
 *
 * @param mediumNumber empty where the device is another one that nobody has named yet
 */
public record NewCertificate(
        String issuerKeyId,
        String keyNumber,
        byte[] certificateHash,
        byte[] spkiHash,
        String holderId,
        String name,
        String normalisedName,
        String mediumNumber,
        long notBefore,
        long notAfter) {

    static NewCertificate of(VerifiedHolder holder, String mediumNumber) {
        CertifiedKey key = holder.key();
        return new NewCertificate(
                key.issuerKeyId(),
                key.keyNumber(),
                key.certificateHash(),
                key.spkiHash(),
                holder.holderId().orElse(null),
                holder.name(),
                holder.normalisedName(),
                mediumNumber,
                key.notBefore().toEpochMilli(),
                key.notAfter().toEpochMilli());
    }

    @Override
    public String toString() {
        return "NewCertificate[" + keyNumber + "]";
    }
}
