package dev.tamga.ca.revocation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.chain.TrustedChain;
import dev.tamga.ca.crl.Crl;
import dev.tamga.ca.crl.CrlPoint;
import dev.tamga.ca.crl.UnusableCrl;
import dev.tamga.ca.crl.UnverifiedCrl;

/** One look through a folder's CRLs at one moment. */
final class CrlFolderCheck {
    private final CrlFiles files;
    private final TrustMaterial trust;
    private final RevocationPolicy policy;
    private final Instant at;
    private final CrlSignatures signatures = new CrlSignatures((question, now, depth) ->
            isAnswered(question.certificate()) ? Optional.of(status(question, depth)) : Optional.empty());

    CrlFolderCheck(CrlFiles files, TrustMaterial trust, RevocationPolicy policy, Instant at) {
        this.files = files;
        this.trust = trust;
        this.policy = policy;
        this.at = at;
    }

    String check(TrustedChain chain) throws Refused {
        List<CertificateView> path = chain.path();
        if (path.get(0) == path.get(1)) {
            return "nobody: it is an anchor itself";
        }
        Answer leaf = answer(path.get(0), path.get(1), path.getLast());
        String detail = "CRL says " + leaf.reason() + " as of " + leaf.thisUpdate() + "; expected good";
        switch (leaf.status()) {
            case GOOD -> { }
            case ON_HOLD -> throw new Refused(new Refusal.Suspended(detail));
            case REVOKED -> throw new Refused(new Refusal.Revoked(detail));
        }
        for (int i = 1; i < path.size() - 1; i++) {
            checkIssuer(path.get(i), path.get(i + 1), path.getLast());
        }
        return "CRL of \"" + path.get(0).issuer() + "\" as of " + leaf.thisUpdate();
    }

    // As at a sign-in, a CA that names no source has no revocation to ask for; here a CRL may be at hand all the same.
    private void checkIssuer(CertificateView ca, CertificateView issuer, CertificateView anchor) throws Refused {
        if (isAnswered(ca) && answer(ca, issuer, anchor).status() != Answer.Status.GOOD) {
            throw new Refused(new Refusal.IssuerRevoked(
                    "\"" + ca.subject() + "\" is revoked; expected a CA that is not"));
        }
    }

    private boolean isAnswered(CertificateView certificate) {
        return CrlOrders.namesSource(certificate) || files.hasOf(certificate.issuer().x500());
    }

    private Answer answer(CertificateView certificate, CertificateView issuer, CertificateView anchor) throws Refused {
        try {
            return status(new Question(certificate, issuer, anchor, policy, trust), 0);
        } catch (Unanswered e) {
            throw new Refused(new Refusal.RevocationUnavailable("no usable CRL for serial "
                    + certificate.keyNumber() + " of \"" + certificate.issuer() + "\": " + e.getMessage()));
        }
    }

    private Answer status(Question question, int depth) throws Unanswered {
        CrlVerdict verdict = new CrlVerdict(question.certificate());
        Set<String> failures = new LinkedHashSet<>();
        for (CrlPoint point : points(question)) {
            for (UnverifiedCrl crl : candidates(point, question)) {
                try {
                    take(point, crl, verdict, question, depth);
                } catch (UnusableCrl | Unanswered e) {
                    failures.add(e.getMessage());
                }
                if (verdict.isSettled()) {
                    return verdict.answer();
                }
            }
        }
        throw new Unanswered(failures.isEmpty() ? "there is none" : String.join(", ", failures));
    }

    private List<CrlPoint> points(Question question) throws Unanswered {
        try {
            List<CrlPoint> points = new ArrayList<>(CrlPoint.listOf(question.certificate()));
            points.add(CrlPoint.implied(question.certificate().issuer().x500(), policy.crlAddress()));
            return points;
        } catch (UnusableCrl e) {
            throw new Unanswered(e.getMessage());
        }
    }

    private List<UnverifiedCrl> candidates(CrlPoint point, Question question) {
        return point.signers(question.certificate().issuer().x500()).stream()
                .flatMap(name -> files.list(name, false).stream())
                .toList();
    }

    private void take(CrlPoint point, UnverifiedCrl crl, CrlVerdict verdict, Question question, int depth)
            throws UnusableCrl, Unanswered {
        Crl complete = usable(crl, question, depth);
        verdict.take(point, complete, delta(complete, question, depth));
    }

    private Crl usable(UnverifiedCrl crl, Question question, int depth) throws UnusableCrl, Unanswered {
        Crl verified = crl.names(question.issuer())
                ? files.verified(crl, question.issuer())
                : signatures.verify(crl, question, at, depth);
        CrlDates.check(verified, policy.crlMaxAge(), at);
        return verified;
    }

    private Optional<Crl> delta(Crl complete, Question question, int depth) {
        return files.list(complete.header().issuer(), true).stream()
                .flatMap(crl -> find(crl, question, depth).stream())
                .filter(complete::isContinuedBy)
                .findFirst();
    }

    private Optional<Crl> find(UnverifiedCrl delta, Question question, int depth) {
        try {
            return Optional.of(usable(delta, question, depth));
        } catch (UnusableCrl | Unanswered e) {
            return Optional.empty();
        }
    }
}
