package dev.tamga.ca.chain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;

/**
 * Finds a valid path. This code picks the candidates and explains; whether a path is valid is said by Bouncy Castle's
 * PKIX (RFC 5280 §6.1), revocation aside.
 */
public final class ChainBuilder {
    private final TrustMaterial trust;

    public ChainBuilder(TrustMaterial trust) {
        this.trust = trust;
    }

    /**
     * The first valid path of a recognised certificate at an instant; the one that held before, where it still does.
     */
    public TrustedChain check(IssuedLeaf issued, Instant now) throws Refused {
        if (issued.trust() != trust) {
            throw new IllegalArgumentException("a certificate is checked under the CA certificates that recognised it");
        }
        checkDates(issued.leaf().view(), now);
        Optional<TrustedChain> held = issued.held(now);
        if (held.isPresent()) {
            return held.get();
        }
        TrustedChain found = search(issued.leaf().view(), now);
        issued.hold(found);
        return found;
    }

    /**
     * The first valid path of any certificate at an instant, a CA's among them. An anchor itself is valid by
     * declaration and within its dates: its path is the anchor twice.
     */
    public TrustedChain check(Leaf leaf, Instant now) throws Refused {
        return check(leaf.view(), now);
    }

    /** The same for a certificate that was read before. */
    public TrustedChain check(CertificateView certificate, Instant now) throws Refused {
        checkDates(certificate, now);
        return search(certificate, now);
    }

    private TrustedChain search(CertificateView leaf, Instant now) throws Refused {
        LinkSignatures signatures = trust.signatures().searching(leaf);
        PathSearch strict = new PathSearch(trust.index(), signatures, now, false);
        Optional<List<CertificateView>> found = strict.find(leaf);
        if (found.isPresent()) {
            return new TrustedChain(found.get());
        }
        if (!strict.weaknesses().isEmpty()) {
            Optional<List<CertificateView>> weak = new PathSearch(trust.index(), signatures, now, true).find(leaf);
            if (weak.isPresent()) {
                throw new Refused(new Refusal.WeakAlgorithm(weaknesses(weak.get())));
            }
        }
        throw new Refused(new Refusal.UntrustedPath("no valid path to an anchor: " + strict.explanation()));
    }

    /** What is weak in a path that is valid otherwise. */
    private static String weaknesses(List<CertificateView> path) {
        List<CertificateView> signed = path.subList(0, path.size() - 1);
        return Stream.concat(
                        path.stream().map(one -> AlgorithmRule.faultOfKey(one).map(fault -> at(one, fault))),
                        signed.stream().map(one -> AlgorithmRule.faultOfSignature(one).map(fault -> at(one, fault))))
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String at(CertificateView certificate, String fault) {
        return certificate.named() + ": " + fault;
    }

    private static void checkDates(CertificateView leaf, Instant now) throws Refused {
        if (now.isBefore(leaf.notBefore())) {
            throw new Refused(new Refusal.NotYetValid("certificate begins " + leaf.notBefore() + "; now is " + now));
        }
        if (now.isAfter(leaf.notAfter())) {
            throw new Refused(new Refusal.Expired("certificate ended " + leaf.notAfter() + "; now is " + now));
        }
    }
}
