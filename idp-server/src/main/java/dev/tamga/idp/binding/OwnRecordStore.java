package dev.tamga.idp.binding;

import java.time.Instant;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.binding.OwnRecords.Application;

/** The columns of table {@code subject} that its subject may change or download; every call joins the caller's transaction. */
final class OwnRecordStore {
    private final Jdbi jdbi;

    OwnRecordStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @return whether the row was still as it was seen */
    boolean update(String id, SubjectChange change, Instant seen, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update subject
                        set legal_representative = :legalRepresentative, division_code = :divisionCode,
                            subject_types = :subjectTypes, registered_capital = :registeredCapital,
                            phone_number = :phoneNumber, address = :address, updated_at = :now
                        where id = :id and updated_at = :seen""")
                        .bindMethods(change)
                        .bind("id", id)
                        .bind("seen", seen.toEpochMilli())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1);
    }

    Optional<Application> findApplication(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select ca_platform, applicant_name, applicant_phone, applicant_unit, created_at
                        from subject
                        where id = :id""")
                .bind("id", id)
                .map((row, context) -> new Application(
                        Optional.ofNullable(row.getString("ca_platform")),
                        Optional.ofNullable(row.getString("applicant_name")),
                        Optional.ofNullable(row.getString("applicant_phone")),
                        Optional.ofNullable(row.getString("applicant_unit")),
                        Instant.ofEpochMilli(row.getLong("created_at"))))
                .findOne());
    }
}
