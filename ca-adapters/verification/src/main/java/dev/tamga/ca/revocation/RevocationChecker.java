package dev.tamga.ca.revocation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.proof.ProvenChain;

/** Asks a CA's sources in the order of its policy. Fails closed: no usable answer is a refusal of its own. */
public final class RevocationChecker {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationChecker.class);

    private final Map<RevocationPolicy.Kind, RevocationSource> sources = new EnumMap<>(RevocationPolicy.Kind.class);

    public RevocationChecker(Fetcher fetcher) {
        List.of(new OcspSource(fetcher), new CrlSource(fetcher)).forEach(source -> sources.put(source.kind(), source));
    }

    public RevocationEvidence check(RevocationPolicy policy, ProvenChain proven, Instant now) throws Refused {
        List<CertificateView> path = proven.chain().chain().path();
        Answer leaf = ask(new Question(path.get(0), path.get(1), policy), now);
        refuse(leaf);
        // The anchor is the operator's decision; every CA between it and the leaf can be revoked.
        for (int i = 1; i < path.size() - 1; i++) {
            checkIssuer(new Question(path.get(i), path.get(i + 1), policy), now);
        }
        return new RevocationEvidence(proven, leaf);
    }

    private void checkIssuer(Question question, Instant now) throws Refused {
        boolean saysWhere = Locations.ofCrl(question.certificate()).findAny().isPresent()
                || Locations.ofOcsp(question.certificate()).findAny().isPresent();
        // A CA certificate that names no source has no revocation to ask for: its successor is the operator's to
        // import.
        if (saysWhere && ask(question, now).status() != Answer.Status.GOOD) {
            throw new Refused(new Refusal.IssuerRevoked("\"" + question.certificate().subject() + "\" is revoked"));
        }
    }

    private Answer ask(Question question, Instant now) throws Refused {
        List<String> failures = new ArrayList<>();
        boolean faults = false;
        for (RevocationPolicy.Kind kind : question.policy().sources()) {
            try {
                Answer answer = sources.get(kind).ask(question, now);
                if (faults) {
                    String serial = question.certificate().keyNumber();
                    LOG.warn("revocation: {} answered for serial {} after {}", kind, serial, failures);
                }
                return answer;
            } catch (Unanswered e) {
                failures.add(kind + ": " + e.getMessage());
                faults |= e.isFault();
            }
        }
        throw new Refused(new Refusal.RevocationUnavailable(
                "no usable answer for serial " + question.certificate().keyNumber()
                        + ": " + String.join("; ", failures)));
    }

    private static void refuse(Answer answer) throws Refused {
        String detail = answer.source() + " says " + answer.reason() + " as of " + answer.thisUpdate();
        switch (answer.status()) {
            case GOOD -> { }
            case ON_HOLD -> throw new Refused(new Refusal.Suspended(detail));
            case REVOKED -> throw new Refused(new Refusal.Revoked(detail));
        }
    }
}
