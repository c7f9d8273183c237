package dev.tamga.ca.explain;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.ChainBuilder;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.chain.TrustedChain;

/** Explains by anchors alone, without any CA's configuration: paths and revocation, no profile and no holder. */
public final class AnchoredExplainer implements Explainer {
    private final List<CertificateView> anchors;
    private final List<CertificateView> intermediates;
    private final TrustMaterial trust;
    private final RevocationLook revocation;
    private final Instant at;

    /**
     * @param revocation where to look
     * @param at the moment to which the verdicts apply
     */
    public AnchoredExplainer(
            List<CertificateView> anchors, List<CertificateView> intermediates, RevocationLook revocation, Instant at) {
        this.anchors = List.copyOf(anchors);
        this.intermediates = List.copyOf(intermediates);
        this.trust = TrustMaterial.openTolerant(anchors, intermediates);
        this.revocation = revocation;
        this.at = at;
    }

    @Override
    public Explanation explain(Path file) {
        return Trail.of(file, this::walk);
    }

    private void walk(Presented presented, Trail trail) throws Refused {
        trail.begin(Step.PATH);
        TrustMaterial known = presented.others().isEmpty() ? trust : TrustMaterial.openTolerant(anchors, Stream.concat(
                intermediates.stream(), presented.others().stream()).toList());
        TrustedChain chain = new ChainBuilder(known).check(presented.leaf(), at);
        trail.passed(Facts.of(chain));
        trail.begin(Step.REVOCATION);
        trail.revocation(revocation.check(new RevocationLook.Asked(Optional.empty(), known, chain, at)));
    }
}
