package dev.tamga.ca.revocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tamga.ca.CaId;
import dev.tamga.ca.fetch.AllowedHosts;

/**
 * How one CA's certificates are checked for revocation. There is no "off": a CA without a source refuses its users
 * until an operator says where it publishes.
 *
 * @param sources what to ask, in order; the first usable answer decides, unless another that is known already is graver
 * @param hosts who may be asked; nobody else, whatever a certificate says
 * @param grace what "unknown" means: refused without
 */
public record RevocationPolicy(
        CaId ca,
        List<Kind> sources,
        AllowedHosts hosts,
        OcspRules ocsp,
        CrlRules crl,
        Limits limits,
        Optional<Grace> grace) {
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
        return new RevocationPolicy(ca, sources, hosts.and(others), ocsp, crl, limits, grace);
    }

    public RevocationPolicy without(AllowedHosts others) {
        return new RevocationPolicy(ca, sources, hosts.without(others), ocsp, crl, limits, grace);
    }

    /** For one exchange. */
    public Duration timeout() {
        return limits.timeout();
    }

    public Optional<String> crlAddress() {
        return crl.address();
    }

    public int crlMaxBytes() {
        return crl.maxBytes();
    }

    public Duration crlMaxAge() {
        return crl.maxAge();
    }

    /** What weakens this policy, one line each, to be logged at every start. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!hosts.privateNames().isEmpty()) {
            warnings.add("revocation.private-hosts lets certificates make this server ask "
                    + String.join(", ", hosts.privateNames().stream().sorted().toList())
                    + " though their addresses are private");
        }
        grace.ifPresent(given -> warnings.add("revocation.grace \"" + given.name() + "\" lets certificates in"
                + " whose state nobody answers for, until " + given.afterLastGoodAnswer()
                + " after the last good answer of the " + given.of().name().toLowerCase(Locale.ROOT)));
        return List.copyOf(warnings);
    }
}
