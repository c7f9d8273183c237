package dev.tamga.ca.explain;

import java.util.List;
import java.util.Optional;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.holder.UnverifiedHolder;

/**
 * What became of one file.
 *
 * @param findings one for each step that was taken; the last one decided
 * @param refusal empty where every step passed
 * @param ca the configured CA that issued the certificate, where that much is known
 * @param certificate what was checked; empty where nothing could be read
 * @param holder whom a certificate names that its CA's key signed, whether or not the other steps passed
 * @param revocation {@code good}, {@code not-checked}, or empty where that step refused or was not reached
 * @param notes what else an operator should know
 */
public record Explanation(
        List<Finding> findings,
        Optional<Refusal> refusal,
        Optional<CaId> ca,
        Optional<CertificateView> certificate,
        Optional<UnverifiedHolder> holder,
        Optional<String> revocation,
        List<String> notes) {
    /** No list and no responder was asked. */
    public static final String NOT_CHECKED = "not-checked";
    /** The answer's signature and age hold. */
    public static final String GOOD = "good";

    public boolean isAccepted() {
        return refusal.isEmpty();
    }

    /** The step that decided: the one that refused, or the last one of all. */
    public Finding decision() {
        return findings.getLast();
    }

    @Override
    public String toString() {
        return "Explanation[" + decision().step() + " " + refusal.map(Refusal::code).orElse("accepted") + "]";
    }
}
