package dev.tamga.idp.binding;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;

/** A subject's own hand on its row: what it changed, and all that is kept of it. */
public final class OwnRecords {
    private final Jdbi jdbi;
    private final OwnRecordStore store;
    private final Audit audit;
    private final Clock clock;

    public OwnRecords(Jdbi jdbi, Audit audit, Clock clock) {
        this.jdbi = jdbi;
        this.store = new OwnRecordStore(jdbi);
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What was said at binding and is not part of {@link Subject}.
     *
     * @param caPlatform where the first key was applied for
     */
    public record Application(
            Optional<String> caPlatform,
            Optional<String> applicantName,
            Optional<String> applicantPhone,
            Optional<String> applicantUnit,
            Instant boundAt) {

        @Override
        public String toString() {
            return "Application of " + boundAt;
        }
    }

    /** Empty where the subject is gone. One select. */
    public Optional<Application> findApplication(String subjectId) {
        return store.findApplication(subjectId);
    }

    /**
     * Saves a form that is free of errors, if the row is still the one that the form was filled from.
     *
     * @param seen the row as it was read last, with the {@code updated_at} that the form carried
     * @return false where somebody else saved meanwhile: nothing was changed
     */
    public boolean save(Subject seen, OwnForm form, String ca, String keyNumber) {
        String changed = String.join(" ", form.differences(seen));
        return jdbi.inTransaction(handle -> {
            boolean saved = store.update(seen.id(), form.change(), seen.updatedAt(), next(seen.updatedAt()));
            if (saved) {
                audit.record(AuditEvent.of(AuditEvent.Type.SUBJECT_CHANGED)
                        .subject(seen.id()).key(ca, keyNumber).detail(changed));
            }
            return saved;
        });
    }

    // Always later than before, also within one millisecond or after a clock was set back: it tells versions apart.
    private Instant next(Instant before) {
        Instant now = clock.instant();
        return now.isAfter(before) ? now : before.plusMillis(1);
    }
}
