package dev.tamga.ca.revocation;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tamga.ca.CaId;

/** One way to ask a CA. Thread-safe. */
public interface RevocationSource {
    RevocationPolicy.Kind kind();

    /** Asks, over the network where need be; runs on a thread of the CA's own. */
    Answer ask(Question question, Instant now) throws Unanswered;

    /**
     * What is known already: a verified answer that is fresh now. The hot path: asks nobody and waits for nobody.
     */
    default Optional<Answer> known(Question question, Instant now) {
        return Optional.empty();
    }

    /** The last that the CA said of a certificate, however long ago: enough to deny grace, never to accept. */
    default Optional<Answer> stale(Question question) {
        return Optional.empty();
    }

    /** The lists of a CA that are held now. */
    default List<HeldList> held(CaId ca) {
        return List.of();
    }

    /**
     * A CRL in memory.
     *
     * @param number empty where the CA gives none
     * @param entries certificates that it lists
     * @param bytes of the CRL as the CA publishes it
     */
    record HeldList(
            String address,
            String issuer,
            Instant thisUpdate,
            Instant nextUpdate,
            Optional<BigInteger> number,
            int entries,
            int bytes) {}
}
