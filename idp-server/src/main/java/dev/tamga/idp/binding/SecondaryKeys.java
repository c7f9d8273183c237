package dev.tamga.idp.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.Verification;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.binding.Bindings.Outcome;
import dev.tamga.idp.binding.Bindings.Submission;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.signin.Proofs;

/**
 * 副锁 (domain.md §5.6): the primary key proves itself by the session, the other key by a signature over what is added.
 * Lifting a freeze takes a fresh signature of the primary key.
 */
public final class SecondaryKeys {
    static final String LABEL = "key_label";
    static final String FROZEN_KEY_NUMBER = "frozen_key_number";

    private static final FormField CONFIRMATION =
            FormField.oneOf(EnterpriseBinding.ENTERPRISE_KEY, EnterpriseBinding.CONFIRMED::equals).optional();
    static final FormField LABEL_FIELD = FormField.text(LABEL, 30).optional();

    private final Proofs proofs;
    private final SecondaryKeyRules rules;
    private final Subjects subjects;
    private final Keys keys;
    private final Bindings.Writing writing;

    /** Which keys there are, and the door that changes them. */
    public record Bound(Subjects subjects, Keys keys) {}

    public SecondaryKeys(Proofs proofs, SecondaryKeyRules rules, Bound bound, Bindings.Writing writing) {
        this.proofs = proofs;
        this.rules = rules;
        this.subjects = bound.subjects();
        this.keys = bound.keys();
        this.writing = writing;
    }

    static List<FormField> fields() {
        List<FormField> fields = new ArrayList<>(CertificateFields.FIELDS);
        fields.addAll(List.of(LABEL_FIELD, CONFIRMATION));
        return List.copyOf(fields);
    }

    /** @param session of the primary key */
    Outcome add(SignInSession session, Submission submission) {
        BindingForm form = submission.form();
        Map<String, String> errors = form.errors();
        if (!errors.isEmpty() || submission.proof().isEmpty()) {
            return new Outcome.Invalid(errors.isEmpty() ? Map.of("proof", FormField.NO_PROOF) : errors);
        }
        var posted = new Proofs.Posted(submission.proof().get(), form.shown(), submission.browserHash());
        return switch (proofs.check(posted, Purpose.ADD_KEY)) {
            case Verification.Rejected rejected ->
                turnAway(rejected.refusal(), rejected.ca(), event(AuditEvent.Type.KEY_ADDED, session));
            case Verification.Accepted accepted -> decide(session, form, accepted.holder());
        };
    }

    /** What the primary key signs to lift a freeze. */
    static Map<String, String> shown(SubjectKey frozen) {
        return Map.of(FROZEN_KEY_NUMBER, frozen.keyNumber());
    }

    private Outcome decide(SignInSession session, BindingForm form, VerifiedHolder holder) {
        SubjectKey primary = subjects.getKey(session.keyId());
        return switch (rules.decide(form, holder, primary)) {
            case SecondaryKeyRules.Decision.Correct correct -> writing.failures().count(session.subjectId())
                    .<Outcome>map(tooMany -> told(tooMany, Optional.of(holder.ca()), event(session, holder)))
                    .orElseGet(() -> new Outcome.Invalid(correct.errors()));
            case SecondaryKeyRules.Decision.TurnAway away -> turnAway(session, away.refusal(), holder);
            case SecondaryKeyRules.Decision.Add add -> keys.add(primary, new Keys.Addition(
                            holder, form.get(CertificateFields.KEY_MEDIUM_NUMBER), form.find(LABEL)))
                    .map(refusal -> turnAway(session, refusal, holder))
                    .orElseGet(Outcome.Bound::new);
        };
    }

    /**
     * @param session of the primary key
     * @param posted over {@link #shown}
     * @return why not; empty where the key is not frozen any more
     */
    Optional<Outcome.TurnedAway> unfreeze(SignInSession session, SubjectKey frozen, Proofs.Posted posted) {
        return switch (proofs.check(posted, Purpose.UNFREEZE)) {
            case Verification.Rejected rejected ->
                Optional.of(turnAway(rejected.refusal(), rejected.ca(), event(AuditEvent.Type.KEY_UNFROZEN, session)));
            case Verification.Accepted accepted -> unfreeze(session, frozen, accepted.holder());
        };
    }

    private Optional<Outcome.TurnedAway> unfreeze(SignInSession session, SubjectKey frozen, VerifiedHolder holder) {
        boolean isPrimary = subjects.findByHolder(holder)
                .filter(key -> key.keyId().equals(session.keyId()) && !key.frozen())
                .isPresent();
        if (!isPrimary) {
            Refusal refusal = new Refusal.NotBound("signed by key " + holder.key().keyNumber() + "; expected the primary key");
            return Optional.of(
                    turnAway(refusal, Optional.of(holder.ca()), event(AuditEvent.Type.KEY_UNFROZEN, session)));
        }
        keys.unfreeze(frozen, session.keyNumber());
        return Optional.empty();
    }

    private Outcome turnAway(SignInSession session, Refusal refusal, VerifiedHolder holder) {
        return turnAway(refusal, Optional.of(holder.ca()), event(session, holder));
    }

    private static AuditEvent event(SignInSession session, VerifiedHolder holder) {
        return AuditEvent.of(AuditEvent.Type.KEY_ADDED)
                .subject(session.subjectId())
                .key(holder.ca().value(), holder.key().keyNumber());
    }

    private Outcome.TurnedAway turnAway(Refusal refusal, Optional<CaId> ca, AuditEvent event) {
        return told(writing.failures().counted(refusal, event.subjectId().orElseThrow()), ca, event);
    }

    private Outcome.TurnedAway told(Refusal refusal, Optional<CaId> ca, AuditEvent event) {
        writing.audit().record(event.code(refusal.code()).detail(refusal.detail()));
        return new Outcome.TurnedAway(refusal, ca);
    }

    private static AuditEvent event(AuditEvent.Type type, SignInSession session) {
        return AuditEvent.of(type).subject(session.subjectId()).key(session.ca().value(), session.keyNumber());
    }
}
