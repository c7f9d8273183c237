package dev.tamga.ca;

import java.util.Optional;

/** The outcome of verifying a {@link SignInProof}: a value either way. */
public sealed interface Verification {

    /**
     * Every step passed.
     *
     * @param revocationGrace name of the grace by which the certificate was let in though its CA did not answer; to be
     *     audited
     */
    record Accepted(VerifiedHolder holder, Optional<String> revocationGrace) implements Verification {
        public Accepted(VerifiedHolder holder) {
            this(holder, Optional.empty());
        }
    }

    /**
     * One step refused.
     *
     * @param ca the CA that issued the certificate, where that much was known; by it the page finds the service line
     */
    record Rejected(Refusal refusal, Optional<CaId> ca) implements Verification {}
}
