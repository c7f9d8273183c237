package dev.tamga.ca.explain;

import java.time.Instant;
import java.util.Optional;

import dev.tamga.ca.Refused;
import dev.tamga.ca.adapter.CaAdapter;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.chain.TrustedChain;
import dev.tamga.ca.revocation.CrlFolder;
import dev.tamga.ca.revocation.RevocationChecker;
import dev.tamga.ca.revocation.RevocationPolicy;

/** Where an explanation looks for revocation. */
public interface RevocationLook {
    /** Nowhere; the explanation says so. */
    RevocationLook NONE = asked -> Optional.empty();

    /** In these CRLs alone; what none of them covers is refused. */
    static RevocationLook in(CrlFolder crls) {
        return asked -> Optional.of(crls.check(
                asked.chain(), asked.trust(), asked.ca().map(CaAdapter::revocation), asked.at()));
    }

    /** At the CA, as its policy says; nowhere without a configuration, for then no host is allowed. */
    static RevocationLook asking(RevocationChecker checker) {
        return asked -> {
            if (asked.ca().isEmpty()) {
                return Optional.empty();
            }
            RevocationPolicy policy = asked.ca().get().revocation();
            RevocationChecker.Said said = checker.check(policy, asked.trust(), asked.chain(), asked.at());
            return Optional.of(said.answer().source() + " as of " + said.answer().thisUpdate()
                    + said.grace().map(name -> "; nobody answers now, let in by grace \"" + name + "\"").orElse(""));
        };
    }

    /**
     * A path to ask about.
     *
     * @param ca whose policy counts; empty without a configuration
     * @param trust who may sign lists
     */
    record Asked(Optional<CaAdapter> ca, TrustMaterial trust, TrustedChain chain, Instant at) {}

    /**
     * Looks up the certificate and the CAs above it.
     *
     * @return who answered; empty where nobody was asked
     */
    Optional<String> check(Asked asked) throws Refused;
}
