package dev.tamga.idp.binding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.Verification;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.limit.KeyFailures;
import dev.tamga.idp.signin.Proofs;

/** Binds a key and with it a new subject: the form, possession of the key, the rules, the database. */
public final class Bindings {
    private final Map<String, Binding> kinds;
    private final Proofs proofs;
    private final Registration registration;
    private final Writing writing;

    /** Where refusals are written down and counted. */
    public record Writing(Audit audit, KeyFailures failures) {}

    public Bindings(List<Binding> kinds, Proofs proofs, Registration registration, Writing writing) {
        this.kinds = kinds.stream().collect(Collectors.toMap(Binding::kind, Function.identity()));
        this.proofs = proofs;
        this.registration = registration;
        this.writing = writing;
    }

    /** What came of it. */
    sealed interface Outcome {
        record Bound() implements Outcome {}

        /** @param errors message keys by field; the form is shown again with what was entered */
        record Invalid(Map<String, String> errors) implements Outcome {}

        record TurnedAway(Refusal refusal, Optional<CaId> ca) implements Outcome {}
    }

    /** What a browser sent. */
    record Submission(BindingForm form, Optional<String> proof, Optional<byte[]> browserHash) {}

    Binding get(String kind) {
        return kinds.get(kind);
    }

    Outcome bind(String kind, Submission submission) {
        BindingForm form = submission.form();
        Map<String, String> errors = form.errors();
        if (!errors.isEmpty()) {
            return new Outcome.Invalid(errors);
        }
        if (submission.proof().isEmpty()) {
            return new Outcome.Invalid(Map.of("proof", FormField.NO_PROOF));
        }
        var posted = new Proofs.Posted(submission.proof().get(), form.shown(), submission.browserHash());
        return switch (proofs.check(posted, Purpose.BIND)) {
            case Verification.Rejected rejected ->
                turnAway(rejected.refusal(), rejected.ca(), AuditEvent.of(AuditEvent.Type.BINDING));
            case Verification.Accepted accepted -> decide(kinds.get(kind), form, graced(accepted));
        };
    }

    /** Says in the audit if the CA did not answer for this key. */
    private VerifiedHolder graced(Verification.Accepted accepted) {
        VerifiedHolder holder = accepted.holder();
        if (accepted.revocationGrace().isPresent()) {
            writing.audit().record(AuditEvent.of(AuditEvent.Type.BINDING)
                    .key(holder.ca().value(), holder.key().keyNumber())
                    .grace(accepted.revocationGrace()));
        }
        return holder;
    }

    private Outcome decide(Binding binding, BindingForm form, VerifiedHolder holder) {
        return switch (binding.decide(form, holder)) {
            // It took a verified signature to find out, so the key is counted as for a refusal.
            case Binding.Decision.Correct correct -> writing.failures().count(holder.key())
                    .<Outcome>map(tooMany -> turnAway(tooMany, Optional.of(holder.ca()), event(holder)))
                    .orElseGet(() -> new Outcome.Invalid(correct.errors()));
            case Binding.Decision.TurnAway away -> turnAway(away.refusal(), holder);
            case Binding.Decision.Register register -> registration.register(register.applicant())
                    .map(refusal -> turnAway(refusal, holder))
                    .orElseGet(Outcome.Bound::new);
        };
    }

    private Outcome turnAway(Refusal refusal, VerifiedHolder holder) {
        return turnAway(
                writing.failures().counted(refusal, holder.key()), Optional.of(holder.ca()), event(holder));
    }

    private static AuditEvent event(VerifiedHolder holder) {
        return AuditEvent.of(AuditEvent.Type.BINDING).key(holder.ca().value(), holder.key().keyNumber());
    }

    private Outcome turnAway(Refusal refusal, Optional<CaId> ca, AuditEvent event) {
        AuditEvent told = event.code(refusal.code()).detail(refusal.detail());
        writing.audit().record(told.caId().isPresent() ? told : ca.map(known -> told.ca(known.value())).orElse(told));
        return new Outcome.TurnedAway(refusal, ca);
    }
}
