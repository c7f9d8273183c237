package dev.tamga.ca.revocation;

import java.time.Instant;
import java.util.Optional;

import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.proof.ProvenChain;

/** A proven chain that its CA did not revoke, by an answer whose signature and age were verified. */
public final class RevocationEvidence {
    private final ProvenChain chain;
    private final Answer answer;
    private final Optional<String> grace;

    RevocationEvidence(ProvenChain chain, Answer answer, Optional<String> grace) {
        this.chain = chain;
        this.answer = answer;
        this.grace = grace;
    }

    public CertificateView leaf() {
        return chain.leaf();
    }

    public ProvenChain chain() {
        return chain;
    }

    /** Who said so. */
    public RevocationPolicy.Kind source() {
        return answer.source();
    }

    /** When the CA said so. */
    public Instant saidAt() {
        return answer.thisUpdate();
    }

    /** The grace by which this is believed, though no source answers now. */
    public Optional<String> grace() {
        return grace;
    }
}
