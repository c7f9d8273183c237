package dev.tamga.idp.binding;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.holder.CreditCode;
import dev.tamga.ca.holder.HolderName;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.secret.Ids;

/**
 * Writes subject, primary key and event in one transaction. What may be bound once is decided by unique indexes:
 * whoever loses a race looks again, and then finds what it lost to.
 */
public final class Registration {
    private static final String AGAIN = "again";

    private final Jdbi jdbi;
    private final SubjectStore store;
    private final KeyStore keys;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    public Registration(Jdbi jdbi, Audit audit, Ids ids, Clock clock) {
        this.jdbi = jdbi;
        this.store = new SubjectStore(jdbi);
        this.keys = new KeyStore(jdbi);
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** @return why not */
    Optional<Refusal> register(Applicant applicant) {
        return LostRace.retry(() -> jdbi.inTransaction(handle -> insert(applicant)));
    }

    private Optional<Refusal> insert(Applicant applicant) {
        // The subject first: whoever lost a race between the two selects then sees the winner's key as well.
        Optional<Subject> known = known(applicant);
        known.map(Subject::id).ifPresent(keys::lock);
        Optional<Refusal> taken = taken(applicant, known);
        if (taken.isPresent()) {
            return taken;
        }
        String name = known.map(Subject::preferredUsername).orElseGet(() -> preferredUsername(applicant.form()));
        NewSubject subject = subject(applicant, known.map(Subject::id).orElseGet(ids::random), name);
        if (known.isPresent()) {
            store.update(subject);
        } else {
            store.insert(subject);
        }
        store.insert(new NewKey(
                ids.next(),
                subject.id(),
                applicant.holder(),
                applicant.form().get(CertificateFields.KEY_MEDIUM_NUMBER),
                SubjectKey.Role.PRIMARY,
                subject.createdAt()));
        audit.record(event(applicant, subject.id(), known.isPresent()));
        return Optional.empty();
    }

    private Optional<Subject> known(Applicant applicant) {
        return applicant.creditCode()
                .flatMap(code -> store.findByCreditCode(code.value()))
                .or(() -> applicant.person().flatMap(person -> store.findByIdentity(person.identityHash())));
    }

    /** A subject that has no key any more (5.8) may bind one again, and stays who it was to the platforms. */
    private Optional<Refusal> taken(Applicant applicant, Optional<Subject> known) {
        if (store.findCertificate(applicant.holder().key()).isPresent()) {
            return Optional.of(new Refusal.KeyAlreadyBound(
                    "key " + applicant.holder().key().keyNumber() + " of " + applicant.holder().ca()));
        }
        if (known.filter(subject -> !store.listKeys(subject.id()).isEmpty()).isPresent()) {
            return Optional.of(new Refusal.SubjectAlreadyBound("bound with another key"));
        }
        if (keys.isEnded(applicant.holder().key())) {
            return Optional.of(new Refusal.KeyFrozen("its binding was ended by removal or unbinding"));
        }
        return known.flatMap(subject -> otherCode(applicant, subject).or(() -> otherPerson(applicant, subject)));
    }

    // A number that was typed proves nothing: by it alone nobody becomes who somebody else was to the platforms.
    private static Optional<Refusal> otherPerson(Applicant applicant, Subject subject) {
        boolean proven = applicant.person().isEmpty() || applicant.holder().identityNumber().isPresent()
                || applicant.holder().normalisedName().equals(HolderName.normalise(subject.name()));
        return proven
                ? Optional.empty()
                : Optional.of(new Refusal.CodeMismatch(
                        "the identity number was entered, not certified, and was bound before under another name"));
    }

    // An old certificate proves the organisation code alone: then the rest stays what was first reviewed with it.
    private static Optional<Refusal> otherCode(Applicant applicant, Subject subject) {
        Optional<String> entered = applicant.creditCode().map(CreditCode::value);
        boolean settled = entered.equals(subject.creditCode()) || entered.equals(applicant.holder().code());
        return settled
                ? Optional.empty()
                : Optional.of(new Refusal.CodeMismatch("entered " + entered.orElse("none") + ", bound before as "
                        + subject.creditCode().orElse("none")));
    }

    private static AuditEvent event(Applicant applicant, String subjectId, boolean again) {
        AuditEvent bound = AuditEvent.of(AuditEvent.Type.BINDING)
                .subject(subjectId)
                .key(applicant.holder().ca().value(), applicant.holder().key().keyNumber());
        AuditEvent told = again ? bound.code(AGAIN) : bound;
        // The applicant's word, signed with the rest of the form, where the certificate itself does not say it.
        boolean isConfirmed = applicant.form().find(EnterpriseBinding.ENTERPRISE_KEY).isPresent();
        return isConfirmed ? told.detail("the applicant confirmed that it is the enterprise's key") : told;
    }

    private NewSubject subject(Applicant applicant, String id, String preferredUsername) {
        BindingForm form = applicant.form();
        boolean person = applicant.person().isPresent();
        return new NewSubject(
                id,
                (person ? Subject.Kind.PERSON : Subject.Kind.ENTERPRISE).word(),
                applicant.holder().name(),
                applicant.holder().normalisedName(),
                preferredUsername,
                applicant.creditCode().map(CreditCode::value).orElse(null),
                applicant.person().map(Applicant.Identity.Person::identityHash).orElse(null),
                applicant.person().map(Applicant.Identity.Person::masked).orElse(null),
                form.find("legal_representative").orElse(null),
                form.get("division_code"),
                form.find("ca_platform").orElse(null),
                form.find("subject_types").orElse(null),
                form.find("registered_capital").map(BigDecimal::new).orElse(null),
                phone(form, "contact_phone"),
                form.find("address").orElse(null),
                form.find("applicant_name").orElse(null),
                phone(form, "applicant_phone"),
                form.find("applicant_unit").orElse(null),
                clock.millis());
    }

    // The medium number where it is free: no CA attests it, so two keys may well claim one.
    private String preferredUsername(BindingForm form) {
        String medium = form.get(CertificateFields.KEY_MEDIUM_NUMBER);
        return store.hasPreferredUsername(medium)
                ? form.get("division_code") + "-" + ids.random().substring(0, 8)
                : medium;
    }

    private static String phone(BindingForm form, String field) {
        return form.find(field).flatMap(PhoneNumber::of).map(PhoneNumber::value).orElse(null);
    }
}
