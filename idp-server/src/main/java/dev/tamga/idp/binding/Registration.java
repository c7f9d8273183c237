package dev.tamga.idp.binding;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.holder.CreditCode;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.secret.Ids;

/**
 * Writes subject, primary key and event in one transaction. What may be bound once is decided by unique indexes:
 * whoever loses a race looks again, and then finds what it lost to.
 */
public final class Registration {
    private static final int ATTEMPTS = 3;

    private final Jdbi jdbi;
    private final SubjectStore store;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    public Registration(Jdbi jdbi, Audit audit, Ids ids, Clock clock) {
        this.jdbi = jdbi;
        this.store = new SubjectStore(jdbi);
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** @return why not */
    Optional<Refusal> register(Applicant applicant) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(handle -> insert(applicant));
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS || !isLostRace(e)) {
                    throw e;
                }
            }
        }
    }

    private Optional<Refusal> insert(Applicant applicant) {
        Optional<Refusal> taken = taken(applicant);
        if (taken.isPresent()) {
            return taken;
        }
        NewSubject subject = subject(applicant);
        store.insert(subject);
        store.insert(new NewKey(
                ids.next(),
                subject.id(),
                applicant.holder(),
                applicant.form().get(CertificateFields.KEY_MEDIUM_NUMBER),
                SubjectKey.Role.PRIMARY,
                subject.createdAt()));
        AuditEvent bound = AuditEvent.of(AuditEvent.Type.BINDING)
                .subject(subject.id())
                .key(applicant.holder().ca().value(), applicant.holder().key().keyNumber());
        // The applicant's word, signed with the rest of the form, where the certificate itself does not say it.
        boolean isConfirmed = applicant.form().find(EnterpriseBinding.ENTERPRISE_KEY).isPresent();
        audit.record(isConfirmed ? bound.detail("the applicant confirmed that it is the enterprise's key") : bound);
        return Optional.empty();
    }

    private Optional<Refusal> taken(Applicant applicant) {
        // The subject first: whoever lost a race between the two selects then sees the winner's key as well.
        boolean known = applicant.creditCode().filter(code -> store.hasCreditCode(code.value())).isPresent()
                || applicant.person().filter(person -> store.hasIdentity(person.identityHash())).isPresent();
        if (store.findCertificate(applicant.holder().key()).isPresent()) {
            return Optional.of(new Refusal.KeyAlreadyBound(
                    "key " + applicant.holder().key().keyNumber() + " of " + applicant.holder().ca()));
        }
        return known ? Optional.of(new Refusal.SubjectAlreadyBound("bound with another key")) : Optional.empty();
    }

    private NewSubject subject(Applicant applicant) {
        BindingForm form = applicant.form();
        boolean person = applicant.person().isPresent();
        return new NewSubject(
                ids.random(),
                (person ? Subject.Kind.PERSON : Subject.Kind.ENTERPRISE).word(),
                applicant.holder().name(),
                applicant.holder().normalisedName(),
                preferredUsername(form),
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

    /** Class 23: a unique index; class 40: deadlock or serialisation; HYT00 (H2), 1205 (MySQL): waited for a lock. */
    private static boolean isLostRace(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return state.startsWith("23") || state.startsWith("40") || state.equals("HYT00")
                        || sql.getErrorCode() == 1205;
            }
        }
        return false;
    }
}
