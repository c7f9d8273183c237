package dev.tamga.ca.revocation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.chain.TrustedChain;
import dev.tamga.ca.fetch.Fetcher;
import dev.tamga.ca.proof.ProvenChain;

/**
 * Asks a CA's sources in the order of its policy. Fails closed: no usable answer is a refusal of its own, unless the
 * policy names a grace. Thread-safe.
 */
public final class RevocationChecker {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationChecker.class);

    private final Sources sources;
    private final LastAnswers last = new LastAnswers();
    private final RevocationEvents events;

    /** With CRLs in memory alone. */
    public RevocationChecker(Fetcher fetcher) {
        this(fetcher, new CrlSource(fetcher), RevocationEvents.NONE);
    }

    /** @param crl also says whether delegated OCSP responders were revoked */
    public RevocationChecker(Fetcher fetcher, RevocationSource crl, RevocationEvents events) {
        this(List.of(new OcspSource(fetcher, crl), crl), events);
    }

    /** @param sources at most one of a kind; a policy's sources of other kinds are not asked */
    public RevocationChecker(List<RevocationSource> sources, RevocationEvents events) {
        this.sources = new Sources(sources, events);
        this.events = events;
    }

    /** Checks who proved to hold the key: nobody else makes this server ask anybody. */
    public RevocationEvidence check(RevocationPolicy policy, TrustMaterial trust, ProvenChain proven, Instant now)
            throws Refused {
        Said leaf = check(policy, trust, proven.chain().chain(), now);
        return new RevocationEvidence(proven, leaf.answer(), leaf.grace());
    }

    /** Checks a chain without proof of possession: for an operator at his own keyboard alone. */
    public Said check(RevocationPolicy policy, TrustMaterial trust, TrustedChain chain, Instant now) throws Refused {
        List<CertificateView> path = chain.path();
        Deadline deadline = Deadline.of(now, policy.limits().budget());
        Said leaf = ask(new Question(path.get(0), path.get(1), path.getLast(), policy, trust), deadline);
        refuse(leaf.answer());
        Optional<String> grace = leaf.grace();
        // The anchor is the operator's decision; every CA between it and the leaf can be revoked.
        for (int i = 1; i < path.size() - 1; i++) {
            Question issuer = new Question(path.get(i), path.get(i + 1), path.getLast(), policy, trust);
            Optional<String> graced = checkIssuer(issuer, deadline);
            grace = grace.isPresent() ? grace : graced;
        }
        return new Said(leaf.answer(), grace);
    }

    /**
     * What is held of a leaf.
     *
     * @param grace by which the leaf or a CA above it is let in, though no source answers for it now
     */
    public record Said(Answer answer, Optional<String> grace) {}

    /** How a CA's sources are. */
    public List<LineHealth> health(RevocationPolicy policy) {
        return sources.health(policy);
    }

    /** The CRLs of a CA that are held now. */
    public List<RevocationSource.HeldList> held(RevocationPolicy policy) {
        return sources.held(policy);
    }

    private Optional<String> checkIssuer(Question question, Deadline deadline) throws Refused {
        // A CA certificate that names no source has no revocation to ask for: its successor is the operator's to
        // import.
        if (!CrlOrders.namesSource(question.certificate())) {
            return Optional.empty();
        }
        Said said = ask(question, deadline);
        if (said.answer().status() != Answer.Status.GOOD) {
            throw new Refused(new Refusal.IssuerRevoked("\"" + question.certificate().subject() + "\" is revoked; expected a CA that is not"));
        }
        return said.grace();
    }

    private Said ask(Question question, Deadline deadline) throws Refused {
        Sources.Outcome outcome = sources.ask(question, deadline);
        if (outcome.answer().isEmpty()) {
            return grace(question, outcome, deadline.from());
        }
        Answer answer = outcome.answer().get();
        last.remember(question, answer, deadline.from());
        if (outcome.faults()) {
            LOG.warn("ca {}: {} answered for serial {} after {}", question.policy().ca(), answer.source(),
                    question.certificate().keyNumber(), outcome.failures());
        }
        return new Said(answer, Optional.empty());
    }

    /** Nobody answers: refused, or let in by a grace that an operator named; never what was revoked or suspended. */
    private Said grace(Question question, Sources.Outcome outcome, Instant now) throws Refused {
        String detail = "no usable answer for serial " + question.certificate().keyNumber()
                + ": " + String.join("; ", outcome.failures());
        Optional<Answer> bad = sources.wasNotGood(question);
        if (bad.filter(answer -> answer.status() == Answer.Status.REVOKED).isPresent()) {
            // Nothing takes a revocation back, so an old word of it is as good as a new one.
            return new Said(bad.get(), Optional.empty());
        }
        Optional<Grace> grace = bad.isPresent() ? Optional.empty() : question.policy().grace();
        Optional<Answer> good = grace.flatMap(given -> last.grace(question, given, now));
        if (good.isEmpty()) {
            throw new Refused(new Refusal.RevocationUnavailable(detail, outcome.retryAfter()));
        }
        String name = grace.get().name();
        LOG.warn("ca {}: let in by grace \"{}\", last answer of {}: {}",
                question.policy().ca(), name, good.get().thisUpdate(), detail);
        events.graced(question.policy().ca(), name);
        return new Said(good.get(), Optional.of(name));
    }

    private static void refuse(Answer answer) throws Refused {
        String detail = answer.source() + " says " + answer.reason() + " as of " + answer.thisUpdate() + "; expected good";
        switch (answer.status()) {
            case GOOD -> { }
            case ON_HOLD -> throw new Refused(new Refusal.Suspended(detail));
            case REVOKED -> throw new Refused(new Refusal.Revoked(detail));
        }
    }
}
