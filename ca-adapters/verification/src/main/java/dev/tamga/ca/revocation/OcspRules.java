package dev.tamga.ca.revocation;

import java.time.Duration;
import java.util.Optional;

/**
 * How a CA's OCSP responder is asked.
 *
 * @param address where certificates name no responder
 * @param maxAge an answer whose thisUpdate is older is stale, whatever its nextUpdate says
 * @param cache an answer is asked anew after so long, whatever its nextUpdate says
 */
public record OcspRules(Optional<String> address, Method method, Nonce nonce, Duration maxAge, Duration cache) {

    /** RFC 6960 appendix A.1. */
    public enum Method {
        GET,
        POST
    }

    /** RFC 9654. */
    public enum Nonce {
        /** Sent, and an answer without it is not believed. */
        REQUIRED,
        /** Sent, and compared where it comes back. */
        OFFERED,
        /** Not sent: for responders that sign their answers ahead. */
        NONE
    }
}
