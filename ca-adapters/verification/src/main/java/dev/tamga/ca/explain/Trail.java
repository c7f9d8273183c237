package dev.tamga.ca.explain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tamga.ca.CaId;
import dev.tamga.ca.MaskedText;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.holder.UnverifiedHolder;

/** Notes down what the steps of one explanation found. */
final class Trail {
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Step current = Step.READ;
    private Optional<CaId> ca = Optional.empty();
    private Optional<CertificateView> certificate = Optional.empty();
    private Optional<UnverifiedHolder> holder = Optional.empty();
    private Optional<String> revocation = Optional.empty();

    /** The steps of one kind of explanation after the certificate was read, the first refusal among them. */
    interface Walk {
        void walk(Presented presented, Trail trail) throws Refused;
    }

    static Explanation of(Path file, Walk walk) {
        Trail trail = new Trail();
        try {
            walk.walk(trail.read(file), trail);
            return trail.explanation(Optional.empty());
        } catch (Refused refused) {
            return trail.refused(refused.refusal());
        } catch (RuntimeException | StackOverflowError e) {
            // One odd file must not end a run over thousands, and what fails is never accepted.
            return trail.refused(new Refusal.CertificateUnreadable(
                    "this program failed at it (" + e.getClass().getSimpleName() + "); expected never, please report"));
        }
    }

    private Presented read(Path file) throws Refused {
        Presented presented = Presented.read(file);
        CertificateView leaf = presented.leaf().view();
        certificate = Optional.of(leaf);
        passed(Facts.of(leaf));
        return presented;
    }

    void begin(Step step) {
        current = step;
    }

    void passed(String facts) {
        findings.add(new Finding(current, true, MaskedText.of(facts)));
    }

    void note(String note) {
        notes.add(MaskedText.of(note));
    }

    void ca(CaId found) {
        ca = Optional.of(found);
    }

    void holder(UnverifiedHolder found) {
        holder = Optional.of(found);
    }

    /** @param said who answered that nothing is revoked; empty where nobody was asked */
    void revocation(Optional<String> said) {
        revocation = Optional.of(said.isPresent() ? Explanation.GOOD : Explanation.NOT_CHECKED);
        said.ifPresentOrElse(this::passed, () -> note("revocation was not checked"));
    }

    private Explanation refused(Refusal refusal) {
        findings.add(new Finding(current, false, MaskedText.of(refusal.detail())));
        return explanation(Optional.of(refusal));
    }

    private Explanation explanation(Optional<Refusal> refusal) {
        return new Explanation(
                List.copyOf(findings), refusal, ca, certificate, holder, revocation, List.copyOf(notes));
    }
}
