package dev.tamga.idp.signin;

import java.time.Instant;
import java.util.Optional;

import dev.tamga.ca.CaId;
import dev.tamga.ca.VerifiedHolder;

/** The bound keys as sign-in sees them; the binding feature owns them. */
public interface BoundKeys {

    /**
     * @param name the subject's name
     * @param frozen reported lost here (挂失)
     */
    record BoundKey(
            String keyId,
            String subjectId,
            String name,
            CaId ca,
            String keyNumber,
            String mediumNumber,
            Instant notBefore,
            Instant notAfter,
            boolean frozen) {}

    /** The binding of exactly this certificate: same CA, same issuing key, same serial number, same bytes. */
    Optional<BoundKey> findByHolder(VerifiedHolder holder);
}
