package dev.tamga.ca;

import java.util.Optional;

/** The outcome of verifying a {@link SignInProof}: a value either way. */
public sealed interface Verification {

    /** Every step passed. */
    record Accepted(VerifiedHolder holder) implements Verification {}

    /**
     * One step refused.
     *
     * @param ca the CA that issued the certificate, where that much was known; by it the page finds the service line
     */
    record Rejected(Refusal refusal, Optional<CaId> ca) implements Verification {}
}
