package dev.tamga.idp.signin;

import java.time.Instant;
import java.util.Optional;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.VerifiedHolder;

/** The bound keys as sign-in sees them; the binding feature owns them. */
public interface BoundKeys {

    /** How the certificate that was asked for stands to the binding that was found. */
    enum Standing {
        /** It is the bound one. */
        BOUND,
        /** It is the bound one, which was reported lost here (挂失). */
        FROZEN,
        /** It renews the bound one (domain.md §5.7): {@link #settle} makes it so. */
        RENEWS,
        /** It would, but for another name, which its holder has to confirm first. */
        RENAMED
    }

    /** @param name the subject's name */
    record BoundKey(
            String keyId,
            String subjectId,
            String name,
            CaId ca,
            String keyNumber,
            String mediumNumber,
            Instant notBefore,
            Instant notAfter,
            Standing standing) {
        public boolean frozen() {
            return standing == Standing.FROZEN;
        }
    }

    /** The binding of exactly this certificate, or of the one that it renews. Nothing is written. */
    Optional<BoundKey> findByHolder(VerifiedHolder holder);

    /**
     * Binds a certificate in place of the one that it renews; joins the transaction of its sign-in.
     *
     * @return why not: what was found is not so any more
     */
    default Optional<Refusal> settle(BoundKey key, VerifiedHolder holder) {
        return Optional.empty();
    }
}
