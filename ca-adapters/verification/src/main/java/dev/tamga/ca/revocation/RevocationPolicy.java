package dev.tamga.ca.revocation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one CA's certificates are checked for revocation. There is no "off": a CA without a source refuses its users
 * until an operator says where it publishes.
 *
 * @param sources what to ask, in order; the first usable answer decides
 * @param hosts who may be asked; nobody else, whatever a certificate says
 * @param ocspAddress where certificates name no OCSP responder
 * @param crlAddress where certificates name no CRL
 * @param timeout for one exchange
 * @param crlMaxBytes longest CRL
 * @param ocspMaxAge an OCSP answer whose thisUpdate is older is stale, whatever its nextUpdate says
 * @param crlMaxAge the same for a CRL
 */
public record RevocationPolicy(
        List<Kind> sources,
        AllowedHosts hosts,
        Optional<String> ocspAddress,
        Optional<String> crlAddress,
        Duration timeout,
        int crlMaxBytes,
        Duration ocspMaxAge,
        Duration crlMaxAge) {
    /** RFC 6960 answers are a few kilobytes, the responder's certificate included. */
    static final int OCSP_MAX_BYTES = 32 * 1024;

    /** Clocks of CAs and of ours may differ by so much. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** A kind of source. */
    public enum Kind {
        OCSP,
        CRL
    }

    public RevocationPolicy and(AllowedHosts others) {
        return new RevocationPolicy(
                sources, hosts.and(others), ocspAddress, crlAddress, timeout, crlMaxBytes, ocspMaxAge, crlMaxAge);
    }
}
