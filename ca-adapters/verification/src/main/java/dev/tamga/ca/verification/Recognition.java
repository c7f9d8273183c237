package dev.tamga.ca.verification;

import java.util.Optional;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.adapter.CaAdapter;
import dev.tamga.ca.chain.IssuedLeaf;
import dev.tamga.ca.chain.Leaf;

/** Which CA a certificate belongs to: by its key, or only by the issuer's name, which explains and never accepts. */
public record Recognition(CaAdapter ca, Leaf leaf, Optional<IssuedLeaf> byKey) {

    /** @throws Refused where the name alone speaks for the CA */
    public IssuedLeaf issued() throws Refused {
        if (byKey.isPresent()) {
            return byKey.get();
        }
        String issuer = "issuer is named " + leaf.view().namedIssuer();
        throw new Refused(ca.trust().hasAnchor()
                ? new Refusal.UntrustedPath(issuer + " but no imported CA certificate of " + ca.id()
                        + " signed it; expected the key of one of them")
                : new Refusal.CaWithoutAnchor(issuer + "; no anchors.pem was imported for " + ca.id()
                        + "; expected conf/ca/" + ca.id() + "/anchors.pem"));
    }
}
