package dev.tamga.ca.profile;

import java.util.Optional;

import dev.tamga.ca.KeyMedium;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.TrustedChain;

/**
 * A trusted chain whose leaf may sign in: a signing certificate, of accepted algorithms, admitted by its CA's rules.
 */
public final class CompliantChain {
    private final TrustedChain chain;
    private final KeyMedium medium;
    private final PlaceOfIssue place;

    CompliantChain(TrustedChain chain, KeyMedium medium, PlaceOfIssue place) {
        this.chain = chain;
        this.medium = medium;
        this.place = place;
    }

    public CertificateView leaf() {
        return chain.leaf();
    }

    public TrustedChain chain() {
        return chain;
    }

    public KeyMedium medium() {
        return medium;
    }

    /** Where the key was issued; empty where this CA's rule is not known. */
    public Optional<String> region() {
        return place.region();
    }

    /** The issuing project or template; empty where this CA's rule is not known. */
    public Optional<String> project() {
        return place.project();
    }
}
